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
}
