using System.Globalization;
using Rasan.Core.Channels;
using Rasan.Providers;

namespace Rasan.Tests.Providers.Sixth;

/// <summary>A vendor that nobody had when the program was written: its client is made by docs/add-a-provider.md alone.</summary>
public sealed class PigeonProvider(ProviderHttp http) : IProvider
{
    public const string ProviderKey = "pigeon";

    private const string ApiKey = "api_key", Letters = "letters";

    private static readonly Uri Base = new("https://api.pigeon.example/v1");

    public string Key => ProviderKey;

    public ProviderProfile Profile { get; } = new("Pigeon Post", "پست کبوتر", Base, ["pigeon.example"])
    {
        Credentials = [new(ApiKey, "Ring number", "شمارهٔ حلقه", MinLength: 4)],
    };

    public ProviderCapabilities Capabilities { get; } = new() { LookUp = true, LookUpWindow = TimeSpan.FromHours(1), StatusByReference = true, MaxPerStatusCall = 1 };

    public async Task<IReadOnlyList<ProviderAnswer>> SendAsync(ProviderAccount account, IReadOnlyList<Delivery> deliveries, CancellationToken deadline)
    {
        var answers = new List<ProviderAnswer>();
        foreach (var delivery in deliveries) answers.Add(await SendAsync(account, delivery, deadline));
        return answers;
    }

    public async Task<LookUpAnswer> LookUpAsync(ProviderAccount account, AttemptEvidence evidence, CancellationToken deadline)
    {
        var (reply, letter) = await AskAsync(account, $"{Letters}?own={OwnId(evidence.OwnId)}", deadline);
        if (reply.Status == 404 && letter?.Code is PigeonCodes.NotHere) return new LookUpAnswer.NotKnown();
        return reply.IsSuccess && letter?.Id is { } id ? new LookUpAnswer.Found(id, PigeonCodes.Table.StateOf(PigeonCodes.OfState(letter.State)), PigeonCodes.OfState(letter.State)) : new LookUpAnswer.NoAnswer(HttpCodes.Code(reply.Status));
    }

    public async Task<IReadOnlyList<ProviderReport>> ReportsAsync(ProviderAccount account, IReadOnlyList<AttemptEvidence> attempts, CancellationToken deadline)
    {
        List<ProviderReport> reports = [];
        foreach (var reference in attempts.Select(attempt => attempt.Reference).OfType<string>())
        {
            var (reply, letter) = await AskAsync(account, $"{Letters}/{Uri.EscapeDataString(reference)}", deadline);
            if (!reply.IsSuccess) throw Refusal(reply, letter);
            if (letter?.State is { } state) reports.Add(new(account.Id, reference, PigeonCodes.Table.StateOf(PigeonCodes.OfState(state)), PigeonCodes.OfState(state)));
        }

        return reports;
    }

    public async Task<AccountStanding> StandingAsync(ProviderAccount account, CancellationToken deadline)
    {
        var (reply, letter) = await AskAsync(account, "loft", deadline);
        return reply.IsSuccess ? new(null, null, null) : throw Refusal(reply, letter);
    }

    private async Task<ProviderAnswer> SendAsync(ProviderAccount account, Delivery delivery, CancellationToken deadline)
    {
        using var content = LooseJson.Content(new PigeonLetter { To = delivery.To.E164, Text = delivery.Text, Own = OwnId(delivery.OwnId) }, PigeonJson.Wire.PigeonLetter);
        var reply = await http.PostAsync(account, account.At(Base, Letters), content, headers => headers.Add("X-Ring", account.Credentials[ApiKey]), deadline);
        var letter = LooseJson.Read(reply.Body, PigeonJson.Wire.PigeonLetter);
        if (letter?.Code is { } code and not PigeonCodes.Ok) return PigeonCodes.Table.Answer(code, reply, ProviderWords.Of(letter.Words, account));
        if (!reply.IsSuccess || letter?.Id is not { Length: > 0 } id) return HttpCodes.Answer(reply);
        return Answered.Fits(delivery, letter.To, letter.Text) ? new ProviderAnswer.Accepted(id) : new ProviderAnswer.Unknown(HttpCodes.OtherMessage);
    }

    private async Task<(ProviderReply Reply, PigeonLetter? Letter)> AskAsync(ProviderAccount account, string path, CancellationToken deadline)
    {
        var reply = await http.GetAsync(account, account.At(Base, path), headers => headers.Add("X-Ring", account.Credentials[ApiKey]), deadline);
        return (reply, LooseJson.Read(reply.Body, PigeonJson.Wire.PigeonLetter));
    }

    private static ProviderRefusedException Refusal(ProviderReply reply, PigeonLetter? letter) => letter?.Code is { } code ? PigeonCodes.Table.Refusal(code, reply.Status) : HttpCodes.Refusal(reply.Status);

    private static string OwnId(long id) => id.ToString(CultureInfo.InvariantCulture);
}
