using FsCheck.Fluent;
using FsCheck;
using Rasan.Core.Dispatching;
using Rasan.Core.Intents;

namespace Rasan.Tests.Dispatching;

public sealed class RetryPlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(Kind.Otp, "1 2 4 8 15 15")]
    [InlineData(Kind.Transactional, "2 5 15 30 60 120 120")]
    [InlineData(Kind.Bulk, "2 5 15 30 60 120 120")]
    public void A_code_comes_back_to_its_accounts_sooner_than_the_rest(Kind kind, string seconds) =>
        Assert.Equal(seconds, Row(n => RetryPlan.AfterRound(kind, n), seconds));

    [Fact]
    public void An_unknown_outcome_is_asked_about_at_growing_pauses() =>
        Assert.Equal("0.5 1 2 4 8 15 30 60 60", Row(n => RetryPlan.AfterLookUp(n), "0.5 1 2 4 8 15 30 60 60"));

    [Fact]
    public void A_report_is_asked_for_more_often_while_the_message_is_young() =>
        Assert.Equal("5 15 60 300 900 3600 3600", Row(n => RetryPlan.AfterPoll(n), "5 15 60 300 900 3600 3600"));

    [Fact]
    public void Each_pause_of_an_account_is_longer_than_the_one_before() =>
        Assert.Equal("10 30 60 300 900 3600 3600", Row(n => RetryPlan.AccountPause(n), "10 30 60 300 900 3600 3600"));

    [Theory]
    [InlineData(10, 120, 10)]
    [InlineData(10, 4, 4)]
    [InlineData(10, 0, 0)]
    [InlineData(10, -5, 0)]
    public void A_hand_over_waits_for_the_account_but_never_past_the_deadline(int timeout, int left, int expected) =>
        Assert.Equal(TimeSpan.FromSeconds(expected), RetryPlan.AttemptTimeout(TimeSpan.FromSeconds(timeout), Now, Now.AddSeconds(left)));

    [Fact]
    public void Jitter_moves_a_pause_by_a_tenth_at_most() => Prop.ForAll<int, NormalFloat>((count, jitter) =>
    {
        var plain = RetryPlan.AfterRound(Kind.Otp, count);
        var moved = RetryPlan.AfterRound(Kind.Otp, count, jitter.Get);
        return moved >= plain * 0.9 && moved <= plain * 1.1;
    }).QuickCheckThrowOnFailure();

    private static string Row(Func<int, TimeSpan> pause, string expected) =>
        string.Join(' ', Enumerable.Range(0, expected.Split(' ').Length).Select(n => pause(n).TotalSeconds.ToString(System.Globalization.CultureInfo.InvariantCulture)));
}
