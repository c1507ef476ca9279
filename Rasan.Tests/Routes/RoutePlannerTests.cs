using Rasan.Core.Accounts;
using Rasan.Core.Intents;
using Rasan.Core.Routes;
using static Rasan.Tests.Routes.Given;

namespace Rasan.Tests.Routes;

public sealed class RoutePlannerTests
{
    private static readonly Route[] OneOfEachRule =
    [
        Route(1, kind: Kind.Otp, to: [1]),
        Route(2, intent: "OTP_LOGIN", to: [2]),
        Route(3, Shop, kind: Kind.Otp, to: [3]),
        Route(4, Shop, intent: "OTP_LOGIN", to: [4]),
        Route(5, Shop, ShopMain, kind: Kind.Otp, to: [5]),
        Route(6, Shop, ShopMain, intent: "OTP_LOGIN", to: [6]),
    ];

    private static readonly Account[] SixAccounts = [Account(1), Account(2), Account(3), Account(4), Account(5), Account(6)];

    [Theory]
    [InlineData(6, "service_tenant_intent")]
    [InlineData(5, "service_tenant_kind")]
    [InlineData(4, "service_intent")]
    [InlineData(3, "service_kind")]
    [InlineData(2, "system_intent")]
    [InlineData(1, "system_kind")]
    public void The_most_specific_rule_wins_whole(int best, string rule)
    {
        var plan = RoutePlanner.Plan(Table(OneOfEachRule.Take(best), SixAccounts), Question(), Now);
        Assert.Equal((best, rule, $"{best}", ""), (plan.RouteId, plan.Rule, plan.Choices(), plan.Skips()));
    }

    [Theory]
    [InlineData("OTP_LOGIN", Kind.Otp, Shop, ShopEast, 4)]
    [InlineData("OTP_PAY", Kind.Otp, Shop, ShopMain, 5)]
    [InlineData("OTP_PAY", Kind.Otp, Shop, ShopEast, 3)]
    [InlineData("OTP_LOGIN", Kind.Otp, Bank, 21, 2)]
    [InlineData("OTP_PAY", Kind.Otp, Bank, 21, 1)]
    [InlineData("otp_login", Kind.Otp, Bank, 21, 1)]
    public void A_rule_speaks_only_for_whom_it_names(string intent, Kind kind, long service, long tenant, int expected) =>
        Assert.Equal(expected, RoutePlanner.Plan(Table(OneOfEachRule, SixAccounts), Question(intent, kind, service, tenant), Now).RouteId);

    [Fact]
    public void An_inactive_rule_and_one_of_another_channel_are_passed_over()
    {
        var table = Table([Route(1, Shop, intent: "OTP_LOGIN", active: false, to: [1]), Route(2, Shop, intent: "OTP_LOGIN", channel: "email", to: [1]), Route(3, kind: Kind.Otp, to: [2])], Account(1), Account(2));
        Assert.Equal(3, RoutePlanner.Plan(table, Question(), Now).RouteId);
    }

    [Fact]
    public void Of_two_equal_rules_the_older_one_wins() =>
        Assert.Equal(1, RoutePlanner.Plan(Table([Route(2, kind: Kind.Otp, to: [2]), Route(1, kind: Kind.Otp, to: [1])], Account(1), Account(2)), Question(), Now).RouteId);

    [Fact]
    public void A_winning_rule_without_an_account_sends_nothing()
    {
        var plan = RoutePlanner.Plan(Table([Route(1, Shop, intent: "OTP_LOGIN"), Route(2, kind: Kind.Otp, to: [1])], Account(1)), Question(), Now);
        Assert.Equal((1, "", ""), (plan.RouteId, plan.Choices(), plan.Skips()));
    }

    [Fact]
    public void Without_a_rule_the_tenants_accounts_come_first_then_the_services_then_the_shared_ones_by_age()
    {
        var table = Table(Account(9), Account(1), Account(5, Shop), Account(4, Shop), Account(8, Shop, ShopMain), Account(7, Shop, ShopMain), Account(2, Shop, ShopEast), Account(3, Bank));
        var plan = RoutePlanner.Plan(table, Question(), Now);
        Assert.Equal((null, "no_rule", "7 8 4 5 1 9", ""), (plan.RouteId, plan.Rule, plan.Choices(), plan.Skips()));
    }

    [Fact]
    public void Without_a_rule_only_text_messages_have_accounts() =>
        Assert.Empty(RoutePlanner.Plan(Table(Account(1)), Question() with { Channel = "email" }, Now).Choices);

    [Fact]
    public void Every_account_passed_over_says_why()
    {
        var table = Table(
            [Route(1, kind: Kind.Otp, to: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])],
            Account(1, Bank), Account(2, provider: "gone"), Account(3, active: false), Account(4, keyed: false), Account(5),
            Account(6).Holding(100, expiresAt: Now), Account(7).Holding(0), Account(8).With(1, "3000", active: false), Account(9).PausedFor(60), Account(10));
        var plan = RoutePlanner.Plan(table, Question() with { Tried = [5] }, Now);
        Assert.Equal("10", plan.Choices());
        Assert.Equal("1:not_allowed_for_service 2:provider_unknown 3:inactive 4:no_key 5:already_tried 6:expired 7:no_credit 8:line_missing 9:paused", plan.Skips());
    }

    [Theory]
    [InlineData(900, 10, "1 2", "")]
    [InlineData(901, 10, "2", "1:text_too_long")]
    [InlineData(700, 11, "2", "1:text_too_long")]
    public void A_text_goes_where_it_fits(int length, int segments, string choices, string skips)
    {
        var plan = RoutePlanner.Plan(Table(Account(1, provider: "terse"), Account(2)), Question() with { Length = length, Segments = segments }, Now);
        Assert.Equal((choices, skips), (plan.Choices(), plan.Skips()));
    }

    [Fact]
    public void A_rule_without_fallback_uses_its_first_account_alone()
    {
        var table = Table([Route(1, kind: Kind.Otp, fallback: false, to: [2, 1, 3])], Account(1), Account(2), Account(3));
        Assert.Equal(("2", "1:fallback_off 3:fallback_off"), (RoutePlanner.Plan(table, Question(), Now).Choices(), RoutePlanner.Plan(table, Question(), Now).Skips()));
        Assert.Empty(RoutePlanner.Plan(table, Question() with { Tried = [2] }, Now).Choices);
    }

    [Fact]
    public void A_switched_off_key_is_no_key_and_the_sandbox_needs_none()
    {
        var keyless = Account(1);
        keyless.Keys[0].IsActive = false;
        var plan = RoutePlanner.Plan(Table(keyless, Account(2, provider: "sandbox", keyed: false)), Question(), Now);
        Assert.Equal(("2", "1:no_key"), (plan.Choices(), plan.Skips()));
    }

    [Theory]
    [InlineData(300, 100, 3, true)]
    [InlineData(299, 100, 3, false)]
    [InlineData(1, null, 3, true)]
    [InlineData(0, null, 1, false)]
    [InlineData(-5, null, 1, false)]
    [InlineData(0, 0, 1, true)]
    public void A_known_balance_has_to_pay_for_every_segment(int balance, int? price, int segments, bool usable) =>
        Assert.Equal(usable, RoutePlanner.Plan(Table(Account(1).Holding(balance, price)), Question() with { Segments = segments }, Now).Choices is [_]);

    [Fact]
    public void The_earliest_end_of_a_pause_says_when_to_come_back()
    {
        var plan = RoutePlanner.Plan(Table(Account(1).PausedFor(60), Account(2).PausedFor(20), Account(3, active: false).PausedFor(5), Account(4).PausedFor(10), Account(5).PausedFor(40)), Question() with { Tried = [4] }, Now);
        Assert.Equal((Now.AddSeconds(20), ""), (plan.RetryAt, plan.Choices()));
    }

    [Fact]
    public void A_pause_is_over_at_its_end()
    {
        var table = Table(Account(1).PausedFor(60));
        Assert.Empty(RoutePlanner.Plan(table, Question(), Now.AddSeconds(59)).Choices);
        Assert.Single(RoutePlanner.Plan(table, Question(), Now.AddSeconds(60)).Choices);
    }

    [Fact]
    public void A_pause_newer_than_the_table_counts_and_so_does_its_end()
    {
        var table = Table(Account(1), Account(2).PausedFor(60));
        var pauses = new Dictionary<long, DateTimeOffset> { [1] = Now.AddSeconds(30), [2] = DateTimeOffset.MinValue };
        var plan = RoutePlanner.Plan(table, Question() with { Pauses = pauses }, Now);
        Assert.Equal(("2", "1:paused", Now.AddSeconds(30)), (plan.Choices(), plan.Skips(), plan.RetryAt));
    }

    [Fact]
    public void While_nothing_stands_against_it_every_message_gets_the_same_plan()
    {
        var table = Table(Account(1), Account(2, active: false), Account(3));
        var first = RoutePlanner.Plan(table, Question("OTP_A"), Now);
        Assert.Same(first, RoutePlanner.Plan(table, Question("OTP_B"), Now.AddHours(1)));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) RoutePlanner.Plan(table, Question(), Now);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
