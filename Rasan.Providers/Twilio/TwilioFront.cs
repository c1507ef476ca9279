using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.Twilio;

/// <summary>Twilio's wire, server side.</summary>
public sealed class TwilioFront : IFront, IFrontPush
{
    private const string Root = $"/{TwilioWords.Version}/Accounts/{{account}}";

    public string Vendor => TwilioProvider.ProviderKey;

    public void Map(IEndpointRouteBuilder routes, IFrontBackend backend)
    {
        var messages = new TwilioFrontMessages(backend);
        routes.MapPost($"{Root}/Messages.json", (HttpContext http, string account) => EnteredAsync(http, account, backend, caller => new TwilioFrontSending(backend, caller).SendAsync(http)));
        routes.MapGet($"{Root}/Messages.json", (HttpContext http, string account) => EnteredAsync(http, account, backend, caller => messages.ListAsync(http, caller)));
        routes.MapGet($"{Root}/Messages/{{sid}}.json", (HttpContext http, string account, string sid) => EnteredAsync(http, account, backend, caller => messages.ShowAsync(http, caller, sid)));
        routes.MapPost($"{Root}/Messages/{{sid}}.json", (HttpContext http, string account, string sid) => EnteredAsync(http, account, backend, caller => messages.ChangeAsync(http, caller, sid)));
        routes.MapDelete($"{Root}/Messages/{{sid}}.json", (HttpContext http, string account, string sid) => EnteredAsync(http, account, backend, caller => messages.DeleteAsync(http, caller, sid)));
        routes.MapGet($"{Root}/Balance.json", (HttpContext http, string account) => EnteredAsync(http, account, backend, caller => BalanceAsync(backend, caller, http.RequestAborted)));
        routes.MapGet($"{Root}/IncomingPhoneNumbers.json", (HttpContext http, string account) => EnteredAsync(http, account, backend, caller => NumbersAsync(backend, caller, http.RequestAborted)));
        routes.MapGet($"{Root}.json", (HttpContext http, string account) => EnteredAsync(http, account, backend, caller => Task.FromResult(Account(caller))));
    }

    public FrontPush? OfStatus(FrontMessage message, FrontPushTarget target)
    {
        var status = TwilioFrontWords.Status(message);
        List<KeyValuePair<string, string>> form =
        [
            new(TwilioFields.MessageSid, TwilioFrontWords.Sid(message.Id)), new(TwilioFields.SmsSid, TwilioFrontWords.Sid(message.Id)),
            new(TwilioFields.MessageStatus, status), new(TwilioFields.SmsStatus, status),
        ];
        if (TwilioFrontWords.Fault(message.State) is { } fault) form.Add(new(TwilioFields.ErrorCode, fault));
        form.Add(new(TwilioFields.AccountSid, target.User));
        form.Add(TwilioWords.IsService(message.Line) ? new(TwilioFields.MessagingServiceSid, message.Line) : new(TwilioFields.From, message.Line));
        form.Add(new(TwilioFields.To, message.To));
        return Signed(form, target);
    }

    public FrontPush? OfInbound(FrontInbound message, FrontPushTarget target)
    {
        var sid = TwilioFrontWords.InboundSid(message.Id);
        return Signed(
            [
                new(TwilioFields.MessageSid, sid), new(TwilioFields.SmsSid, sid), new(TwilioFields.SmsMessageSid, sid), new(TwilioFields.AccountSid, target.User),
                new(TwilioFields.From, message.From), new(TwilioFields.To, message.Line), new(TwilioFields.Body, message.Text),
                new(TwilioFields.NumMedia, "0"), new(TwilioFields.NumSegments, "1"), new(TwilioFields.SmsStatus, "received"),
            ],
            target);
    }

    private static FrontPush Signed(List<KeyValuePair<string, string>> form, FrontPushTarget target)
    {
        form.Add(new(TwilioFields.ApiVersion, TwilioWords.Version));
        return new(form, [new(TwilioSignature.Header, TwilioSignature.Of(target.Address.OriginalString, form, target.Secret))]);
    }

    private static async Task<IResult> EnteredAsync(HttpContext http, string account, IFrontBackend backend, Func<FrontCaller, Task<IResult>> answer)
    {
        var (user, secret) = Credentials(http.Request.Headers.Authorization.ToString());
        if (user is null || user != account) return TwilioFrontWords.Error(401, TwilioCodes.Authenticate, "Authenticate");
        return backend.Enter(new(TwilioProvider.ProviderKey, user, secret, http.Connection.RemoteIpAddress)) switch
        {
            FrontEntry.Entered(var caller) => await answer(caller),
            FrontEntry.Refused(var why) => TwilioFrontWords.Refused(why, ""),
            _ => TwilioFrontWords.Error(401, TwilioCodes.Authenticate, "Authenticate"),
        };
    }

    private static (string? User, string Secret) Credentials(string header)
    {
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return (null, "");
        var room = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[6..].Trim(), room, out var length)) return (null, "");
        var pair = Encoding.UTF8.GetString(room, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 1 ? (null, "") : (pair[..colon], pair[(colon + 1)..]);
    }

    private static async Task<IResult> BalanceAsync(IFrontBackend backend, FrontCaller caller, CancellationToken ct)
    {
        var standing = await backend.StandingAsync(caller, ct);
        return Results.Json(new TwilioBalance(caller.User, standing.Credit, standing.Currency), TwilioJson.Wire.TwilioBalance);
    }

    private static IResult Account(FrontCaller caller) => Results.Json(new TwilioAccount(caller.User, "Rasan", "active", "Full"), TwilioJson.Wire.TwilioAccount);

    private static async Task<IResult> NumbersAsync(IFrontBackend backend, FrontCaller caller, CancellationToken ct)
    {
        var numbers = (await backend.LinesAsync(caller, ct)).Where(line => !TwilioWords.IsService(line.Number)).Select(line => new TwilioNumber(
            string.Create(CultureInfo.InvariantCulture, $"PN{line.Id:x32}"), line.Number, line.Number, new(Sms: true, Mms: false, Voice: false), "in-use")).ToList();
        return Results.Json(
            new TwilioNumbers(numbers, null, 0, numbers.Count, $"/{TwilioWords.Version}/Accounts/{caller.User}/IncomingPhoneNumbers.json"), TwilioJson.Wire.TwilioNumbers);
    }
}
