using Rasan.Core.Intents;

namespace Rasan.Core.Dispatching;

/// <summary>
/// How long to wait before trying or asking again: every pause of the dispatcher, the reconciler and the report polling.
/// The count starts at 0; the last pause of a row repeats. Jitter, between -1 and 1, moves a pause by up to a tenth, so that
/// messages that failed together do not come back together.
/// </summary>
public static class RetryPlan
{
    private const double JitterShare = 0.1;
    private const int LookUpShare = 4;

    private static ReadOnlySpan<int> OtpRoundSeconds => [1, 2, 4, 8, 15];

    private static ReadOnlySpan<int> RoundSeconds => [2, 5, 15, 30, 60, 120];

    private static ReadOnlySpan<int> LookUpMilliseconds => [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000];

    private static ReadOnlySpan<int> ReportSeconds => [5, 15, 60, 300, 900, 3_600];

    private static ReadOnlySpan<int> AccountSeconds => [10, 30, 60, 300, 900, 3_600];

    /// <summary>After every account of a round was tried.</summary>
    public static TimeSpan AfterRound(Kind kind, int rounds, double jitter = 0) =>
        Jittered(TimeSpan.FromSeconds(Step(kind == Kind.Otp ? OtpRoundSeconds : RoundSeconds, rounds)), jitter);

    /// <summary>Between two questions about an unknown outcome.</summary>
    public static TimeSpan AfterLookUp(int lookUps, double jitter = 0) => Jittered(TimeSpan.FromMilliseconds(Step(LookUpMilliseconds, lookUps)), jitter);

    /// <summary>Until an accepted attempt's report is asked for again: most reports come soon or late.</summary>
    public static TimeSpan AfterPoll(int polls, double jitter = 0) => Jittered(TimeSpan.FromSeconds(Step(ReportSeconds, polls)), jitter);

    /// <summary>For how long an account rests; <paramref name="pauses"/> in a row went before.</summary>
    public static TimeSpan AccountPause(int pauses, double jitter = 0) => Jittered(TimeSpan.FromSeconds(Step(AccountSeconds, pauses)), jitter);

    /// <summary>How long an unknown outcome may be asked about before the message moves on: a quarter of what is left of its lifetime.</summary>
    public static TimeSpan LookUpBudget(DateTimeOffset now, DateTimeOffset deadline) => Remaining(now, deadline) / LookUpShare;

    /// <summary>Longest wait for one hand-over: never past the message's deadline.</summary>
    public static TimeSpan AttemptTimeout(TimeSpan accountTimeout, DateTimeOffset now, DateTimeOffset deadline)
    {
        var remaining = Remaining(now, deadline);
        return remaining < accountTimeout ? remaining : accountTimeout;
    }

    private static TimeSpan Remaining(DateTimeOffset now, DateTimeOffset deadline) => deadline > now ? deadline - now : TimeSpan.Zero;

    private static int Step(ReadOnlySpan<int> pauses, int count) => pauses[Math.Clamp(count, 0, pauses.Length - 1)];

    private static TimeSpan Jittered(TimeSpan pause, double jitter) => pause * (1 + (JitterShare * Math.Clamp(jitter, -1, 1)));
}
