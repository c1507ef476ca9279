using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Core.Accounts;
using Rasan.Core.Alerts;
using Rasan.Core.Channels;
using Rasan.Core.Dispatching;
using Rasan.Core.Intents;
using Rasan.Core.Logs;
using Rasan.Core.Messages;
using Rasan.Core.Routes;
using Rasan.Tests.Api;
using Rasan.Tests.House;
using Rasan.Web.Panel;
using Rasan.Web.Panel.Words;

namespace Rasan.Tests.Panel;

/// <summary>No stable word of the core reaches a reader as it is.</summary>
public sealed partial class PanelWordsTests(ApiFixture api)
{
    private static readonly IReadOnlyList<SourceFile> Core = [.. Repository.Files(".cs").Where(file => file.IsIn("Rasan.Core"))];

    private static readonly IReadOnlyList<SourceFile> Web = [.. Repository.Files(".cs").Where(file => file.IsIn("Rasan.Web"))];

    public static TheoryData<string> Languages => ["fa", "en"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_value_of_an_enumeration_has_a_word(string language)
    {
        var words = In(language);
        AllSaid(Enum.GetValues<MessageState>(), words.State);
        AllSaid(Enum.GetValues<Kind>(), words.Kind);
        AllSaid(Enum.GetValues<Lane>(), words.Lane);
        AllSaid(Enum.GetValues<SegmentEncoding>(), words.Encoding);
        AllSaid(Enum.GetValues<AttemptOutcome>(), words.Outcome);
        AllSaid(Enum.GetValues<DeliveryState>(), words.Report);
        AllSaid(Enum.GetValues<AlertOn>(), words.Alert);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_stable_word_has_a_word_for_people(string language)
    {
        var words = In(language);
        AllSaid(ConstantsOf(typeof(RouteReason)), words.Reason);
        AllSaid(ConstantsOf(typeof(RouteRule)), words.Rule);
        AllSaid(ConstantsOf(typeof(Addressee)).Except([Addressee.UserPrefix]), words.Recipient);
        AllSaid(["cli", "system"], words.Actor);
        var problems = Matches(Repository.Files("Problem.cs"), Problems());
        Assert.Contains("not_found", problems);
        AllSaid(problems, PanelWords.Problem);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_reason_the_core_gives_a_message_has_a_word(string language)
    {
        var faults = Matches(Core, Faults()).Concat(Matches(Core, Answers())).Concat(ConstantsOf(typeof(TransportCodes))).Concat(ConstantsOf(typeof(RouteReason)))
            .Append(Transitions.OutcomeUnknown).Append(Transitions.NoReport).Distinct(StringComparer.Ordinal).ToList();
        Assert.Empty(new[] { "lifetime_over", "not_sent", "no_report", "no_account", "bad_number", "cancelled", "interrupted", "answers_missing" }.Except(faults));
        AllSaid(faults, In(language).Fault);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_operation_has_a_word(string language)
    {
        var actions = Core.Concat(Web).SelectMany(file => Actions().Matches(file.Text)).SelectMany(line => Literals().Matches(line.Value)).Select(match => match.Groups["code"].Value)
            .Concat([ExportRecord.MessagesAction, ExportRecord.LogsAction]).Distinct(StringComparer.Ordinal).ToList();
        Assert.Empty(new[] { "message.cancel", "message.resend", "message.send", "sending.hold", "sending.release", "account.pause", "user.sign_in", "user.locked_out", "user.second_factor_on" }.Except(actions));
        AllSaid(actions, In(language).Action);
    }

    [Fact]
    public void A_word_that_nobody_has_put_into_words_shows_itself()
    {
        var words = In("fa");
        Assert.Equal("brand.new", words.Action("brand.new"));
        Assert.Equal("7-x", words.Fault("7-x"));
    }

    private PanelWords In(string language)
    {
        CultureInfo.CurrentUICulture = PanelCultures.Of(language);
        return api.Services.GetRequiredService<PanelWords>();
    }

    private static void AllSaid<T>(IEnumerable<T> values, Func<T, string> say)
    {
        var persian = CultureInfo.CurrentUICulture.TextInfo.IsRightToLeft;
        Assert.All(values, value =>
        {
            var said = say(value);
            Assert.True(said.Any(c => c is >= '\u0600' and <= '\u06FF') == persian && !said.Contains('_', StringComparison.Ordinal), $"{value}: {said}");
        });
    }

    private static IEnumerable<string> ConstantsOf(Type type) => type.GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!);

    private static List<string> Matches(IEnumerable<SourceFile> sources, Regex code) =>
        [.. sources.SelectMany(file => code.Matches(file.Text)).Select(match => match.Groups["code"].Value).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(@"\.To\(MessageState\.\w+, [^;\n]*?""(?<code>[a-z_]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Faults();

    [GeneratedRegex(@"(Unknown\(|Refused\(RefusalReason\.\w+, |\bCode = )""(?<code>[a-z_]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Answers();

    [GeneratedRegex(@"new\(\d{3}, ""(?<code>[a-z_]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Problems();

    [GeneratedRegex(@"\b(Action = |Record\(|Operation\.Of\()[^\n]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Actions();

    [GeneratedRegex(@"(?<!\$)""(?<code>[a-z_]+\.[a-z_.]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Literals();
}
