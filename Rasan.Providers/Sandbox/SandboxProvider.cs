using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Providers.Simulation;

namespace Rasan.Providers.Sandbox;

/// <summary>A provider inside the process, for trying things out. It keeps its own record, as a real one would.</summary>
public sealed class SandboxProvider(SandboxRecord record, SandboxReports reports, IOptions<SandboxOptions> options, TimeProvider clock) : IProvider
{
    public const string ProviderKey = "sandbox";

    /// <summary>The longest that a silent call is held.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(70);

    public string Key => ProviderKey;

    public ProviderProfile Profile { get; } = new("Sandbox", "آزمایشگاه", DefaultBaseUrl: null, Hosts: []);

    public ProviderCapabilities Capabilities { get; } = new()
    {
        MaxPerCall = options.Value.MaxPerCall,
        DifferentTexts = true,
        NeedsKey = false,
        LookUp = true,
        StatusByReference = true,
        MaxPerStatusCall = 500,
        PushesReports = true,
        TellsBalance = true,
        TellsExpiry = true,
        TellsPrice = true,
    };

    public async Task<IReadOnlyList<ProviderAnswer>> SendAsync(ProviderAccount account, IReadOnlyList<Delivery> deliveries, CancellationToken deadline)
    {
        List<SandboxRequest?> requests;
        try
        {
            var settings = Read(account);
            requests = await record.RunAsync(desk => deliveries.Select(delivery => desk.Take(settings, delivery, clock.GetUtcNow())).ToList(), deadline);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return Unknown("timeout", deliveries);
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            return Unknown("http_500", deliveries);   // what a server says whose own disk fails
        }
        if (requests.FirstOrDefault(request => request is { Outcome: SandboxOutcome.Silent }) is { } silent) await KeepSilentAsync(silent, deadline);
        var answers = new ProviderAnswer[deliveries.Count];
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i] = Answer(requests[i], deliveries[i]);
            if (answers[i] is ProviderAnswer.Accepted && requests[i] is { Reports: true } accepted) reports.Announce(accepted);
        }
        return answers;
    }

    public async Task<LookUpAnswer> LookUpAsync(ProviderAccount account, AttemptEvidence evidence, CancellationToken deadline)
    {
        var (standing, found) = await record.RunAsync(desk => (desk.Standing(account.Id), desk.Find(account.Id, evidence)), deadline);
        var now = clock.GetUtcNow();
        if (!standing.Healthy) return new LookUpAnswer.NoAnswer(SandboxCodes.Unreachable);
        if (found is null) return new LookUpAnswer.NotKnown();
        if (found.IsMuteAt(now)) return new LookUpAnswer.NoAnswer("timeout");
        var status = found.StatusAt(now);
        return new LookUpAnswer.Found(found.Reference, status.State, status.Code, found.Cost);
    }

    public async Task<IReadOnlyList<ProviderReport>> ReportsAsync(ProviderAccount account, IReadOnlyList<AttemptEvidence> attempts, CancellationToken deadline)
    {
        var (standing, found) = await record.RunAsync(desk => (desk.Standing(account.Id), attempts.Select(attempt => desk.Find(account.Id, attempt)).ToList()), deadline);
        if (!standing.Healthy) throw Unreachable();
        var now = clock.GetUtcNow();
        return [.. found.Select(request => request?.ReportAt(now)).OfType<ProviderReport>()];
    }

    public async Task<AccountStanding> StandingAsync(ProviderAccount account, CancellationToken deadline)
    {
        var standing = await record.RunAsync(desk => desk.Standing(account.Id), deadline);
        if (!standing.Healthy) throw Unreachable();
        var settings = Read(account);
        return new(Money.Rials(standing.Credit ?? settings.InitialCredit), standing.ExpiresAt ?? settings.ExpiresAt, Money.Rials(settings.Price));
    }

    private SandboxAccount Read(ProviderAccount account) => SandboxAccount.Read(account, options.Value.Magic);

    /// <summary>Until the caller gives up, or the Sandbox hangs up.</summary>
    private async Task KeepSilentAsync(SandboxRequest silent, CancellationToken deadline)
    {
        var left = silent.At + LongestSilence - clock.GetUtcNow();
        if (left > TimeSpan.Zero) await Task.Delay(left, clock, deadline).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static ProviderAnswer Answer(SandboxRequest? request, Delivery delivery) => request switch
    {
        null => SandboxCodes.All.Refused(SandboxCodes.Unreachable),
        { Outcome: SandboxOutcome.Refused } => SandboxCodes.All.Refused(request.Code),
        { Outcome: SandboxOutcome.Silent } => new ProviderAnswer.Unknown("timeout"),
        { Outcome: SandboxOutcome.ServerError } => new ProviderAnswer.Unknown("http_500"),
        _ when !request.IsOf(delivery) => new ProviderAnswer.Unknown(ProviderAnswer.OtherMessage),
        { Magic: MagicNumber.Cut } => new ProviderAnswer.Unknown("cut"),
        _ => new ProviderAnswer.Accepted(request.Reference, request.Cost),
    };

    private static ProviderAnswer[] Unknown(string why, IReadOnlyList<Delivery> deliveries) => [.. deliveries.Select(_ => new ProviderAnswer.Unknown(why))];

    private static HttpRequestException Unreachable() => new(HttpRequestError.ConnectionError, "The Sandbox account was made unhealthy.");
}
