using Rasan.Core.Intents;

namespace Rasan.Core.Dispatching;

/// <summary>
/// How long to wait before trying or asking again: every pause of the dispatcher, the reconciler and the report polling.
/// The count starts at 0; the last pause of a row repeats.
/// </summary>
public static class RetryPlan
{
    private const double JitterShare = 0.1;

    private static ReadOnlySpan<int> OtpRoundSeconds => [1, 2, 4, 8, 15];

    private static ReadOnlySpan<int> RoundSeconds => [2, 5, 15, 30, 60, 120];

    private static ReadOnlySpan<int> LookUpMilliseconds => [500, 1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000];

    private static ReadOnlySpan<int> ReportSeconds => [5, 15, 60, 300, 900, 3_600];

    private static ReadOnlySpan<int> AccountSeconds => [10, 30, 60, 300, 900, 3_600];

    /// <summary>After every account of a round was tried.</summary>
    /// <param name="jitter">Between -1 and 1: moves the pause by up to a tenth, so that messages that failed together do not come back together.</param>
    public static TimeSpan AfterRound(Kind kind, int rounds, double jitter = 0) =>
        TimeSpan.FromSeconds(Step(kind == Kind.Otp ? OtpRoundSeconds : RoundSeconds, rounds)) * (1 + (JitterShare * Math.Clamp(jitter, -1, 1)));

    /// <summary>Nobody waits longer for his next round, whatever rests until when.</summary>
    public static TimeSpan LongestRound(Kind kind) => AfterRound(kind, int.MaxValue);

    /// <summary>Between two questions about an unknown outcome.</summary>
    public static TimeSpan AfterLookUp(int lookUps) => TimeSpan.FromMilliseconds(Step(LookUpMilliseconds, lookUps));

    /// <summary>Until an accepted attempt's report is asked for again: most reports come soon or late.</summary>
    public static TimeSpan AfterPoll(int polls) => TimeSpan.FromSeconds(Step(ReportSeconds, polls));

    /// <summary>For how long an account rests; <paramref name="pauses"/> in a row went before.</summary>
    public static TimeSpan AccountPause(int pauses) => TimeSpan.FromSeconds(Step(AccountSeconds, pauses));

    /// <summary>Longest wait for one hand-over: never past the message's deadline.</summary>
    public static TimeSpan AttemptTimeout(TimeSpan accountTimeout, DateTimeOffset now, DateTimeOffset deadline)
    {
        var remaining = deadline > now ? deadline - now : TimeSpan.Zero;
        return remaining < accountTimeout ? remaining : accountTimeout;
    }

    private static int Step(ReadOnlySpan<int> pauses, int count) => pauses[Math.Clamp(count, 0, pauses.Length - 1)];
}
