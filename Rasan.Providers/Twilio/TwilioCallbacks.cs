using System.Globalization;
using Rasan.Core.Channels;
using Rasan.Core.Messages;

namespace Rasan.Providers.Twilio;

/// <summary>What Twilio pushes: signed with the account's token over the address it called and the form it sent.</summary>
internal static class TwilioCallbacks
{
    public static CallbackAnswer Read(ProviderAccount account, Callback callback)
    {
        if (account.Credentials.GetValueOrDefault(TwilioProvider.AuthToken) is not { Length: > 0 } token
            || callback.Signature is not { Length: > 0 } signature
            || !TwilioSignature.IsGood(signature, callback.PublicUrl, callback.Form, token))
        {
            return new CallbackAnswer.Refused("bad_signature");
        }

        var form = callback.Parameters.ToLookup(field => field.Key, field => field.Value, StringComparer.Ordinal);
        string? Find(params ReadOnlySpan<string> names)
        {
            foreach (var name in names)
            {
                if (form[name].FirstOrDefault(value => value.Length > 0) is { } value) return value;
            }
            return null;
        }

        if (Find(TwilioFields.MessageSid, TwilioFields.SmsSid, TwilioFields.SmsMessageSid) is not { } sid) return new CallbackAnswer.Refused(HttpCodes.Unreadable);
        if (callback.Subject is CallbackSubject.Inbound)
        {
            if (Find(TwilioFields.From) is not { } from || Find(TwilioFields.To) is not { } line) return new CallbackAnswer.Refused(HttpCodes.Unreadable);
            var text = form[TwilioFields.Body].FirstOrDefault() ?? "";
            return new CallbackAnswer.Taken([], [new(sid, Recipient.TryParse(from, out var sender) ? sender.E164 : from, line, text, At: null)]);
        }

        if (Find(TwilioFields.MessageStatus, TwilioFields.SmsStatus) is not { } status) return new CallbackAnswer.Refused(HttpCodes.Unreadable);
        var (state, code) = TwilioProvider.State(status, long.TryParse(Find(TwilioFields.ErrorCode), NumberStyles.None, CultureInfo.InvariantCulture, out var fault) ? fault : null);
        Recipient? to = Recipient.TryParse(Find(TwilioFields.To), out var read) ? read : null;
        return new CallbackAnswer.Taken([new(account.Id, sid, state, code, To: to) { OwnId = callback.OwnId }], []);
    }
}
