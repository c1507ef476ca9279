using Rasan.Core.Accounts;
using Rasan.Core.Intents;
using Rasan.Core.Routes;
using static Rasan.Tests.Routes.Given;

namespace Rasan.Tests.Routes;

public sealed class RouteLinesTests
{
    private static readonly RouteTable TwoLines = Table(Account(1).With(2, "2000").With(1, "1000"), Account(2).With(3, "3000"));

    [Fact]
    public void Without_a_wish_each_account_uses_its_oldest_line() =>
        Assert.Equal("1/1000 2/3000", RoutePlanner.Plan(TwoLines, Question(), Now).Choices());

    [Fact]
    public void An_account_without_lines_leaves_the_sender_to_its_provider() =>
        Assert.Equal("1", RoutePlanner.Plan(Table(Account(1)), Question(), Now).Choices());

    [Theory]
    [InlineData("2000", "1/2000", "2:line_missing")]
    [InlineData("3000", "2/3000", "1:line_missing")]
    [InlineData("9000", "", "1:line_missing 2:line_missing")]
    public void A_wished_line_takes_the_message_to_its_account(string wanted, string choices, string skips)
    {
        var plan = RoutePlanner.Plan(TwoLines, Question() with { Line = wanted }, Now);
        Assert.Equal((choices, skips), (plan.Choices(), plan.Skips()));
    }

    [Fact]
    public void An_account_without_lines_has_not_the_wished_one() =>
        Assert.Equal("1:line_missing", RoutePlanner.Plan(Table(Account(1)), Question() with { Line = "2000" }, Now).Skips());

    [Fact]
    public void A_rule_may_fix_the_line_and_then_no_other_is_used()
    {
        var table = Table([Route(1, kind: Kind.Otp).Over(account: 1, line: 2)], Account(1).With(1, "1000").With(2, "2000"));
        Assert.Equal("1/2000", RoutePlanner.Plan(table, Question(), Now).Choices());
        Assert.Equal("1/2000", RoutePlanner.Plan(table, Question() with { Line = "2000" }, Now).Choices());
        Assert.Equal("1:line_missing", RoutePlanner.Plan(table, Question() with { Line = "1000" }, Now).Skips());
    }

    [Fact]
    public void A_switched_off_line_is_missing()
    {
        var table = Table(Account(1).With(1, "1000", active: false).With(2, "2000"));
        Assert.Equal("1/2000", RoutePlanner.Plan(table, Question(), Now).Choices());
        Assert.Equal("1:line_missing", RoutePlanner.Plan(table, Question() with { Line = "1000" }, Now).Skips());
    }

    [Theory]
    [InlineData(Kind.Otp, "", "1:line_class")]
    [InlineData(Kind.Transactional, "1/1000", "")]
    [InlineData(Kind.Bulk, "1/1000", "")]
    public void An_advertising_line_carries_no_code(Kind kind, string choices, string skips)
    {
        var plan = RoutePlanner.Plan(Table(Account(1).With(1, "1000", LineClass.Advertising)), Question("ANY", kind), Now);
        Assert.Equal((choices, skips), (plan.Choices(), plan.Skips()));
    }

    [Fact]
    public void A_code_takes_the_line_that_may_carry_it() =>
        Assert.Equal("1/2000", RoutePlanner.Plan(Table(Account(1).With(1, "1000", LineClass.Advertising).With(2, "2000", LineClass.Shared)), Question(), Now).Choices());

    [Fact]
    public void A_wished_advertising_line_is_refused_for_a_code() =>
        Assert.Equal("1:line_class", RoutePlanner.Plan(Table(Account(1).With(1, "1000", LineClass.Advertising).With(2, "2000")), Question() with { Line = "1000" }, Now).Skips());

    [Theory]
    [InlineData("08:00", "21:00", "UTC", "1/1000", "")]      // it is 12:00 in UTC and 15:30 in Tehran
    [InlineData("13:00", "21:00", "UTC", "", "1:line_hours")]
    [InlineData("08:00", "12:00", "UTC", "", "1:line_hours")]
    [InlineData("12:00", "12:01", "UTC", "1/1000", "")]
    [InlineData("21:00", "13:00", "UTC", "1/1000", "")]      // over midnight
    [InlineData("21:00", "08:00", "UTC", "", "1:line_hours")]
    [InlineData("15:00", "16:00", null, "1/1000", "")]
    [InlineData("08:00", "13:00", null, "", "1:line_hours")]
    public void A_line_sends_in_its_hours(string opens, string closes, string? zone, string choices, string skips)
    {
        var plan = RoutePlanner.Plan(Table(Account(1).With(1, "1000").OpenFrom(opens, closes, zone)), Question(), Now);
        Assert.Equal((choices, skips), (plan.Choices(), plan.Skips()));
    }

    [Fact]
    public void While_one_line_sleeps_another_of_the_account_takes_over_and_back()
    {
        var table = Table(Account(1).With(1, "1000").OpenFrom("08:00", "20:00").With(2, "2000"));
        Assert.Equal("1/1000", RoutePlanner.Plan(table, Question(), Now).Choices());
        Assert.Equal("1/2000", RoutePlanner.Plan(table, Question(), Now.AddHours(9)).Choices());
        Assert.Equal("1/1000", RoutePlanner.Plan(table, Question(), Now.AddHours(20)).Choices());
    }

    [Fact]
    public void What_only_hours_stand_against_waits_for_the_first_opening()
    {
        var table = Table(
            Account(1).With(1, "1000").OpenFrom("18:00", "20:00").With(2, "2000").OpenFrom("15:00", "16:00"), Account(2).With(3, "3000").OpenFrom("14:00", "15:00").Holding(0), Account(3).With(4, "4000").OpenFrom("13:00", "14:00").PausedFor(9_000));
        var plan = RoutePlanner.Plan(table, Question(), Now);
        Assert.Equal(("", "1:line_hours 2:no_credit 3:line_hours", Now.AddHours(2.5)), (plan.Choices(), plan.Skips(), plan.RetryAt));
        Assert.Equal(Now.AddHours(6), RoutePlanner.Plan(table, Question() with { Line = "1000" }, Now).RetryAt);
    }

    [Theory]
    [InlineData("8", "20:00", "UTC")]
    [InlineData("08:00", "20:00", "Asia/Nowhere")]
    public void Hours_that_make_no_sense_keep_one_line_from_sending_and_nobody_else(string opens, string closes, string zone)
    {
        var plan = RoutePlanner.Plan(Table(Account(1).With(1, "1000").OpenFrom(opens, closes, zone), Account(2).With(2, "2000").OpenFrom(opens, closes, zone).With(3, "3000"), Account(4).PausedFor(60)), Question(), Now);
        Assert.Equal(("2/3000", "1:line_hours 4:paused", Now.AddSeconds(60)), (plan.Choices(), plan.Skips(), plan.RetryAt));
    }

    [Theory]
    [InlineData("ORDER_PAID", Kind.Transactional, "1/1000")]
    [InlineData("ANYTHING", Kind.Otp, "1/1000")]
    [InlineData("ORDER_SENT", Kind.Transactional, "1/2000")]
    [InlineData("order_paid", Kind.Transactional, "1/2000")]
    public void A_line_may_be_kept_for_intents_and_kinds(string intent, Kind kind, string choices) =>
        Assert.Equal(choices, RoutePlanner.Plan(Table(Account(1).With(1, "1000").KeptFor("ORDER_PAID, otp").With(2, "2000")), Question(intent, kind), Now).Choices());

    [Fact]
    public void Where_no_line_may_carry_it_the_one_that_came_nearest_says_why()
    {
        var table = Table(Account(1).With(1, "1000", LineClass.Advertising).With(2, "2000").KeptFor("ORDER_PAID"));
        Assert.Equal("1:line_intent", RoutePlanner.Plan(table, Question(), Now).Skips());
        Assert.Equal("1:line_class", RoutePlanner.Plan(table, Question() with { Line = "1000" }, Now).Skips());
        Assert.Equal("1:line_intent", RoutePlanner.Plan(table, Question() with { Line = "2000" }, Now).Skips());
    }

    [Fact]
    public void Where_the_provider_sends_from_a_line_only_an_account_without_one_is_passed_over()
    {
        var plan = RoutePlanner.Plan(Table(Account(1, provider: "lined"), Account(2, provider: "lined").With(1, "1000", active: false), Account(3, provider: "lined").With(2, "2000")), Question(), Now);
        Assert.Equal(("3/2000", "1:needs_line 2:needs_line"), (plan.Choices(), plan.Skips()));
    }

    [Fact]
    public void In_its_hours_a_line_costs_no_more_than_one_without()
    {
        var table = Table(Account(1).With(1, "1000").OpenFrom("08:00", "20:00"));
        var plan = RoutePlanner.Plan(table, Question(), Now);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) Assert.Same(plan, RoutePlanner.Plan(table, Question(), Now));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
