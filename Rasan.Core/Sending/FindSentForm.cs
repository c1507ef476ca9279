using Rasan.Core.Ledgers;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Sending;

/// <summary>What became of a form, for as long as its answer is kept.</summary>
public sealed class FindSentForm(KeptAnswers kept)
{
    private const int DigitsShown = 4;

    /// <returns>Null: no such form of this service was sent, or it is too long ago.</returns>
    /// <exception cref="StorageUnavailableException">It can't be looked up now.</exception>
    public async Task<SentForm?> RunAsync(Caller caller, Guid form, CancellationToken ct)
    {
        caller.Demand(Permissions.Send);
        try
        {
            if (await kept.ReadAsync(caller.Service.Id, SendForm.Route, SendForm.KeyOf(form)).WaitAsync(ct) is not { } body) return null;
            var sent = SentForm.Read(body);
            return caller.May(Permissions.SeeNumbers) ? sent : Masked(sent);
        }
        catch (LedgerFullException full)
        {
            throw new StorageUnavailableException(StorageFault.None, full);
        }
    }

    private static SentForm Masked(SentForm sent) => sent with
    {
        Messages = [.. sent.Messages.Select(message => message with { Asked = Masked(message.Asked), To = Recipient.FromStored(message.To).ToString() })],
        Refused = [.. sent.Refused.Select(refused => refused with { To = Masked(refused.To) })],
    };

    // a number that was refused for one wrong digit is all but a number
    private static string Masked(string asked)
    {
        if (asked.StartsWith(Addressee.UserPrefix, StringComparison.Ordinal)) return asked;
        var hidden = asked.Count(char.IsDigit) - DigitsShown;
        return string.Concat(asked.Select(c => char.IsDigit(c) && hidden-- > 0 ? '*' : c));
    }
}
