using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rasan.Core.Channels;
using Rasan.Core.Messages;

namespace Rasan.Providers.Twilio;

/// <summary>Twilio's Programmable Messaging. One recipient per call, no own id: ours goes into the address that Twilio reports to.</summary>
public sealed class TwilioProvider(ProviderHttp http) : IProvider
{
    public const string ProviderKey = "twilio";
    public const string AccountSid = "account_sid", AuthToken = "auth_token";
    private const int MostPages = 20;

    private static readonly Uri Base = new("https://api.twilio.com");

    public string Key => ProviderKey;

    public ProviderProfile Profile { get; } = new("Twilio", "تولیو", Base, ["twilio.com"])
    {
        Currency = "USD",
        Credentials =
        [
            new(AccountSid, "Account SID", "شناسهٔ حساب (Account SID)", IsSecret: false, MinLength: 1),
            new(AuthToken, "Auth token", "توکن حساب (Auth Token)"),
        ],
    };

    public ProviderCapabilities Capabilities { get; } = new()
    {
        MaxPerCall = 1,
        Templates = true,
        Schedules = true,   // with a Messaging Service as its line; with a number the provider refuses
        Cancels = true,
        LookUp = true,
        Settling = TimeSpan.FromSeconds(20),
        StatusByReference = true,
        MaxPerStatusCall = 1,
        NeedsLine = true,
        PushesReports = true,
        PushesInbound = true,
        SignatureHeader = "X-Twilio-Signature",
        CallbackReply = "<Response></Response>",
        PullsInbound = true,
        TellsBalance = true,
        ListsLines = true,
        MaxTextLength = TwilioWords.LongestBody,
    };

    public async Task<IReadOnlyList<ProviderAnswer>> SendAsync(ProviderAccount account, IReadOnlyList<Delivery> deliveries, CancellationToken deadline)
    {
        var answers = new ProviderAnswer[deliveries.Count];
        for (var i = 0; i < answers.Length; i++) answers[i] = await SendAsync(account, deliveries[i], deadline);
        return answers;
    }

    public async Task<LookUpAnswer> LookUpAsync(ProviderAccount account, AttemptEvidence evidence, CancellationToken deadline)
    {
        try
        {
            return await SearchAsync(account, evidence, deadline);
        }
        catch (ProviderRefusedException refused)
        {
            return new LookUpAnswer.NoAnswer(refused.Code);
        }
    }

    public async Task<IReadOnlyList<ProviderReport>> ReportsAsync(ProviderAccount account, IReadOnlyList<AttemptEvidence> attempts, CancellationToken deadline)
    {
        List<ProviderReport> reports = [];
        foreach (var attempt in attempts.Where(attempt => attempt.Reference is not null))
        {
            var reply = await GetAsync(account, At(account, Resource(attempt.Reference!)), deadline);
            if (reply.Status == 404) continue;   // deleted there; what was stored of it stays
            var message = Understand(reply, TwilioJson.Wire.TwilioMessage, account);
            if (message.Status is null || message.Sid != attempt.Reference) continue;
            var (state, code) = State(message.Status, message.ErrorCode);
            if (state is not DeliveryState.Sent) reports.Add(new(account.Id, attempt.Reference!, state, code, TwilioTime.Read(message.DateUpdated), Cost(message), attempt.To));
        }
        return reports;
    }

    public async Task<AccountStanding> StandingAsync(ProviderAccount account, CancellationToken deadline)
    {
        await ProbeAsync(account, deadline);
        var reply = await GetAsync(account, At(account, "Balance.json"), deadline);
        if (reply.Status == 404) return new(null, null, null);   // a subaccount has no balance of its own
        var balance = Understand(reply, TwilioJson.Wire.TwilioBalance, account);
        return new(balance.Balance is { } amount ? new Money(amount, Currency(balance.Currency)) : null, null, null);
    }

    public async Task ProbeAsync(ProviderAccount account, CancellationToken deadline)
    {
        var answer = await AskAsync(account, AccountAt(account), TwilioJson.Wire.TwilioAccount, deadline);
        if (answer.Status is "suspended") throw TwilioCodes.Table.Refusal(TwilioCodes.Suspended, 403);
        if (answer.Status is "closed") throw TwilioCodes.Table.Refusal(TwilioCodes.Closed, 403);
    }

    public async Task<bool> CancelAsync(ProviderAccount account, AttemptEvidence attempt, CancellationToken deadline)
    {
        if (attempt.Reference is not { } sid) return false;
        var reply = await PostAsync(account, At(account, Resource(sid)), [new(TwilioFields.Status, TwilioCodes.Canceled)], deadline);
        if (reply.IsSuccess) return LooseJson.Read(reply.Body, TwilioJson.Wire.TwilioMessage) is { Status: TwilioCodes.Canceled };
        var refusal = Refusal(reply, account);
        if (reply.Status is 404 || refusal.Reason is RefusalReason.BadMessage) return false;
        throw refusal;
    }

    public async Task<IReadOnlyList<ProviderLine>> LinesAsync(ProviderAccount account, CancellationToken deadline)
    {
        List<ProviderLine> lines = [];
        Uri? next = At(account, "IncomingPhoneNumbers.json", (TwilioFields.PageSize, "1000"));
        for (var page = 0; next is not null && page < MostPages; page++)
        {
            var answer = await AskAsync(account, next, TwilioJson.Wire.TwilioNumbers, deadline);
            lines.AddRange((answer.IncomingPhoneNumbers ?? []).Where(number => number.PhoneNumber is not null).Select(number => new ProviderLine(number.PhoneNumber!, number.Capabilities?.Sms)));
            next = Next(account, answer.NextPageUri);
        }
        return lines;
    }

    public async Task<InboundPage> InboundAsync(ProviderAccount account, string line, string? cursor, CancellationToken deadline)
    {
        if (TwilioWords.IsService(line)) return new([], cursor, HasMore: false);   // a pool of numbers receives nothing itself
        var walk = new TwilioInbound(line, cursor);
        var address = walk.NextPage is { } page && Next(account, page) is { } older ? older : At(account, "Messages.json", walk.Question());
        return walk.Take(await AskAsync(account, address, TwilioJson.Wire.TwilioMessages, deadline));
    }

    public CallbackAnswer Read(ProviderAccount account, Callback callback) => TwilioCallbacks.Read(account, callback);

    /// <summary>The unified state, and the code an operator is shown: the fault where one is named.</summary>
    internal static (DeliveryState State, string Code) State(string status, long? fault)
    {
        var state = TwilioCodes.Table.StateOf(status);
        if (fault is not { } number || number == 0 || status is not (TwilioCodes.Undelivered or TwilioCodes.Failed)) return (state, status);
        var code = number.ToString(CultureInfo.InvariantCulture);
        return (TwilioCodes.Table.Find(code)?.State ?? state, code);
    }

    /// <summary>What was taken from the account: written as a negative number, and not at once.</summary>
    internal static Money? Cost(TwilioMessage message) =>
        decimal.TryParse(message.Price, NumberStyles.Float, CultureInfo.InvariantCulture, out var price) ? new Money(Math.Abs(price), Currency(message.PriceUnit)) : null;

    /// <summary>Not by DateSent: a message that still waits in Twilio's queue has none, and would look as if it were not there.</summary>
    private async Task<LookUpAnswer> SearchAsync(ProviderAccount account, AttemptEvidence evidence, CancellationToken deadline)
    {
        var search = new TwilioSearch(evidence);
        Uri? next = At(account, "Messages.json", (TwilioFields.To, evidence.To.E164), (TwilioFields.PageSize, "1000"));
        for (var page = 0; next is not null && page < MostPages; page++)
        {
            var answer = await AskAsync(account, next, TwilioJson.Wire.TwilioMessages, deadline);
            if (answer.Messages is null) return new LookUpAnswer.NoAnswer(HttpCodes.Unreadable);
            search.Look(answer.Messages);
            next = search.IsOver ? null : Next(account, answer.NextPageUri);
        }
        return search.Answer(isWhole: next is null);
    }

    private async Task<ProviderAnswer> SendAsync(ProviderAccount account, Delivery delivery, CancellationToken deadline)
    {
        // With a number in place of a service, Twilio drops the time without a word and sends at once.
        if (delivery.ScheduledAt is not null && !TwilioWords.IsService(delivery.Line)) return TwilioCodes.Table.Refused(TwilioCodes.ScheduleNeedsService);
        var reply = await PostAsync(account, At(account, "Messages.json"), Form(account, delivery), deadline);
        if (!reply.IsSuccess) return Answer(reply, account);
        if (LooseJson.Read(reply.Body, TwilioJson.Wire.TwilioMessage) is not { Sid: { Length: > 0 } sid } message) return new ProviderAnswer.Unknown(HttpCodes.Unreadable);
        // Its text is not compared: trial accounts put words before it, and a Messaging Service may exchange letters.
        return Answered.IsTo(delivery.To, message.To) ? new ProviderAnswer.Accepted(sid, Cost(message)) : new ProviderAnswer.Unknown(HttpCodes.OtherMessage);
    }

    private static List<KeyValuePair<string, string>> Form(ProviderAccount account, Delivery delivery)
    {
        List<KeyValuePair<string, string>> form = [new(TwilioFields.To, delivery.To.E164)];
        if (delivery.Line is { } line) form.Add(new(TwilioWords.IsService(line) ? TwilioFields.MessagingServiceSid : TwilioFields.From, line));
        if (delivery.Template is { } template)
        {
            form.Add(new(TwilioFields.ContentSid, template.Code));
            var values = template.Values.ToDictionary(value => value.Key, value => value.Value, StringComparer.Ordinal);
            if (values.Count > 0) form.Add(new(TwilioFields.ContentVariables, JsonSerializer.Serialize(values, TwilioJson.Wire.DictionaryStringString)));
        }
        else
        {
            form.Add(new(TwilioFields.Body, delivery.Text));
        }

        if (account.CallbackBase is { } callbacks && (account.BaseUrl is not null || TakesCallbacks(callbacks)))
        {
            form.Add(new(TwilioFields.StatusCallback, string.Create(CultureInfo.InvariantCulture, $"{callbacks.ToString().TrimEnd('/')}/{account.Id}/{delivery.OwnId}")));
        }

        if (delivery.ScheduledAt is { } at)
        {
            form.Add(new(TwilioFields.ScheduleType, TwilioWords.Fixed));
            form.Add(new(TwilioFields.SendAt, at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
        }
        return form;
    }

    /// <summary>Twilio refuses the whole message for an address it can't call: a host with an underscore, or one of this machine.</summary>
    private static bool TakesCallbacks(Uri callbacks) => callbacks is { HostNameType: UriHostNameType.Dns, IsLoopback: false } && !callbacks.Host.Contains('_', StringComparison.Ordinal);

    private static ProviderAnswer Answer(ProviderReply reply, ProviderAccount account) =>
        LooseJson.Read(reply.Body, TwilioJson.Wire.TwilioError) is { Code: { } code } error
            ? TwilioCodes.Table.Answer(code.ToString(CultureInfo.InvariantCulture), reply, ProviderWords.Of(error.Message, account))
            : HttpCodes.Unread(reply);

    private static ProviderRefusedException Refusal(ProviderReply reply, ProviderAccount account) =>
        LooseJson.Read(reply.Body, TwilioJson.Wire.TwilioError) is { Code: { } code } error
            ? TwilioCodes.Table.Refusal(code.ToString(CultureInfo.InvariantCulture), reply.Status, ProviderWords.Of(error.Message, account))
            : HttpCodes.Refusal(reply.Status);

    private async Task<T> AskAsync<T>(ProviderAccount account, Uri address, JsonTypeInfo<T> type, CancellationToken deadline) where T : class =>
        Understand(await GetAsync(account, address, deadline), type, account);

    private static T Understand<T>(ProviderReply reply, JsonTypeInfo<T> type, ProviderAccount account) where T : class =>
        reply.IsSuccess && LooseJson.Read(reply.Body, type) is { } answer ? answer : throw Refusal(reply, account);

    private Task<ProviderReply> GetAsync(ProviderAccount account, Uri address, CancellationToken deadline) => http.GetAsync(account, address, headers => Enter(headers, account), deadline);

    private async Task<ProviderReply> PostAsync(ProviderAccount account, Uri address, IEnumerable<KeyValuePair<string, string>> form, CancellationToken deadline)
    {
        using var content = new FormUrlEncodedContent(form);
        return await http.PostAsync(account, address, content, headers => Enter(headers, account), deadline);
    }

    private static void Enter(HttpRequestHeaders headers, ProviderAccount account) =>
        headers.Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Sid(account)}:{account.Credentials.GetValueOrDefault(AuthToken)}")));

    private static Uri AccountAt(ProviderAccount account) => account.At(Base, $"{TwilioWords.Version}/Accounts/{Uri.EscapeDataString(Sid(account))}.json");

    private static Uri At(ProviderAccount account, string path, params IEnumerable<(string Name, string Value)> query)
    {
        var asked = string.Join('&', query.Select(part => $"{Uri.EscapeDataString(part.Name)}={Uri.EscapeDataString(part.Value)}"));
        return account.At(Base, $"{Folder(account)}{path}{(asked.Length > 0 ? "?" : "")}{asked}");
    }

    /// <summary>The next page as Twilio names it, and only one of this account: the key goes there too.</summary>
    private static Uri? Next(ProviderAccount account, string? path) => path is not null && path.TrimStart('/').StartsWith(Folder(account), StringComparison.Ordinal) ? account.At(Base, path) : null;

    private static string Folder(ProviderAccount account) => $"{TwilioWords.Version}/Accounts/{Uri.EscapeDataString(Sid(account))}/";

    private static string Resource(string sid) => $"Messages/{Uri.EscapeDataString(sid)}.json";

    private static string Sid(ProviderAccount account) => account.Credentials.GetValueOrDefault(AccountSid) ?? "";

    private static string Currency(string? unit) => unit is { Length: 3 } ? unit.ToUpperInvariant() : "USD";
}
