using System.Security.Cryptography;
using System.Text.Json;
using Rasan.Core.Channels;
using Rasan.Core.Ledgers;
using Rasan.Core.Messages;
using Rasan.Core.Services;

namespace Rasan.Core.Dispatching;

/// <summary>What is known of an attempt, put together for a question to its provider.</summary>
internal sealed class Evidence(Catalogs catalogs, MessageTexts texts)
{
    public AttemptEvidence Of(MessageBody message, AttemptRow attempt)
    {
        var account = catalogs.Current.Accounts.GetValueOrDefault(attempt.AccountId);
        return new(attempt.OwnId, attempt.Reference, Recipient.FromStored(message.Recipient), DateTimeOffset.FromUnixTimeMilliseconds(attempt.StartedAt))
        {
            Text = TextOf(message),
            Line = account?.Lines.Find(line => line.Id == attempt.LineId)?.Number,
            ByTemplate = attempt.ByTemplate,
        };
    }

    /// <summary>Null where it was wiped, or the key ring no longer opens it: the question is asked without.</summary>
    private string? TextOf(MessageBody message)
    {
        try
        {
            return texts.Of(message);
        }
        catch (Exception exception) when (exception is CryptographicException or InvalidOperationException or JsonException)
        {
            return null;
        }
    }
}
