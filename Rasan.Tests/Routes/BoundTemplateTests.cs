using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Routes;
using Rasan.Core.Templates;
using static Rasan.Tests.Routes.Given;

namespace Rasan.Tests.Routes;

/// <summary>Patterns at providers, and calls, as the planner sees them.</summary>
public sealed class BoundTemplateTests
{
    private const long Login = 7, Order = 8;

    private static readonly RouteTable TwoBound = Bound([Binding(Login, 1), Binding(Login, 2, "free")], Account(1, provider: "fussy"), Account(2, provider: "fussy"), Account(3));

    [Fact]
    public void A_message_goes_by_the_pattern_where_its_template_has_one() =>
        Assert.Equal("1:login 2:login 3:", By(RoutePlanner.Plan(TwoBound, Of(Login, "1234"), Now)));

    [Theory]
    [InlineData(null)]
    [InlineData(Order)]
    public void A_text_and_another_template_go_as_they_are(long? template) =>
        Assert.Equal("1: 2: 3:", By(RoutePlanner.Plan(TwoBound, Of(template, "1 2"), Now)));

    [Fact]
    public void An_account_whose_pattern_does_not_take_a_value_is_passed_over()
    {
        var plan = RoutePlanner.Plan(TwoBound, Of(Login, "12 34"), Now);
        Assert.Equal(("2:login 3:", "1:value_not_allowed"), (By(plan), plan.Skips()));
    }

    [Fact]
    public void Values_nobody_can_read_any_more_are_held_against_nobody() =>
        Assert.Equal("1 2 3", RoutePlanner.Plan(TwoBound, Of(Login, "12 34") with { Values = null }, Now).Choices());

    [Fact]
    public void A_pattern_of_one_language_is_for_that_wording_alone()
    {
        var table = Bound([Binding(Login, 1, language: "fa"), Binding(Login, 2)], Account(1, provider: "fussy"), Account(2, provider: "fussy"));
        Assert.Equal("1:login 2:login", By(RoutePlanner.Plan(table, Of(Login, "1") with { Language = "fa" }, Now)));
        Assert.Equal("1: 2:login", By(RoutePlanner.Plan(table, Of(Login, "1") with { Language = "en" }, Now)));
    }

    [Fact]
    public void A_provider_without_patterns_is_given_the_text_whatever_a_binding_says() =>
        Assert.Equal("1:", By(RoutePlanner.Plan(Bound([Binding(Login, 1)], Account(1)), Of(Login, "1 2"), Now)));

    [Fact]
    public void Where_a_pattern_takes_no_line_the_accounts_lines_do_not_matter_unless_one_is_asked_for()
    {
        var table = Bound([Binding(Login, 1)], Account(1, provider: "fussy").With(1, "1000", LineClass.Advertising).With(2, "2000").OpenFrom("01:00", "02:00"));
        Assert.Equal("1", RoutePlanner.Plan(table, Of(Login, "1"), Now).Choices());
        Assert.Equal("1:line_hours", RoutePlanner.Plan(table, Of(template: null, "1"), Now).Skips());
        Assert.Equal("1:line_class", RoutePlanner.Plan(table, Of(Login, "1") with { Line = "1000" }, Now).Skips());
    }

    [Fact]
    public void Where_it_takes_one_it_has_to_have_one() =>
        Assert.Equal("1:line_class", RoutePlanner.Plan(Bound([Binding(Login, 1)], Account(1, provider: "lined").With(1, "1000", LineClass.Advertising)), Of(Login, "1"), Now).Skips());

    [Fact]
    public void A_pattern_costs_a_plan_no_allocation_and_languages_that_callers_make_up_no_list_of_their_own()
    {
        var question = Of(Login, "1234");
        var plan = RoutePlanner.Plan(TwoBound, question, Now);
        Assert.Same(plan, RoutePlanner.Plan(TwoBound, question with { Language = "xx" }, Now));
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) RoutePlanner.Plan(TwoBound, question, Now);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Slots_are_filled_in_the_order_of_the_binding()
    {
        var filled = new BoundTemplate(Login, 1, "order", [new("price", "token2"), new("number", "token")], Language: null)
            .Filled(new Dictionary<string, string>(StringComparer.Ordinal) { ["number"] = "7", ["price"] = "900", ["unused"] = "x" });
        Assert.Equal("order token2=900 token=7", $"{filled.Code} {string.Join(' ', filled.Values.Select(value => $"{value.Key}={value.Value}"))}");
    }

    [Fact]
    public void A_call_goes_to_accounts_whose_provider_makes_calls_and_needs_no_line()
    {
        var table = Table(Account(1), Account(2, provider: "fussy").With(1, "1000", LineClass.Advertising), Account(3, Shop, provider: "fussy"), Account(4, provider: "fussy").Holding(0, 100));
        var plan = RoutePlanner.Plan(table, Question() with { Channel = ChannelKeys.Voice, Segments = 0 }, Now);
        Assert.Equal(("3 2", "1:channel_unsupported 4:no_credit"), (plan.Choices(), plan.Skips()));
    }

    [Fact]
    public void A_rule_for_calls_is_no_rule_for_texts()
    {
        var table = Table([Route(1, intent: "OTP_LOGIN", channel: ChannelKeys.Voice, to: [2])], Account(1, provider: "fussy"), Account(2, provider: "fussy"));
        Assert.Equal("2", RoutePlanner.Plan(table, Question() with { Channel = ChannelKeys.Voice }, Now).Choices());
        Assert.Equal("1 2", RoutePlanner.Plan(table, Question(), Now).Choices());
    }

    private static RouteQuestion Of(long? template, string code) =>
        Question() with { TemplateId = template, Language = "fa", Values = new Dictionary<string, string>(StringComparer.Ordinal) { ["code"] = code } };

    private static string By(RoutePlan plan) => string.Join(' ', plan.Choices.Select(choice => $"{choice.Account.Id}:{choice.Binding?.Code}"));
}
