using System.Text.RegularExpressions;
using Rasan.Core.Accounts;
using Rasan.Core.Routes;
using Rasan.Tests.House;
using Rasan.Web.Api.Problems;

namespace Rasan.Tests.Api;

/// <summary>No code leaves without words.</summary>
public sealed partial class ApiTextsTests
{
    [Fact]
    public void Every_problem_and_every_fault_has_its_words_in_both_languages()
    {
        var sources = Repository.Files(".cs").Where(file => file.IsIn("Rasan.Web/Api")).ToList();
        var problems = Matches(sources, Problems()).Except(["invalid_request"], StringComparer.Ordinal);
        var faults = Matches(sources, Faults());
        Assert.NotEmpty(faults);
        foreach (var language in new[] { ApiTexts.Persian, ApiTexts.English })
        {
            var general = ApiTexts.Title("no such code", language);
            Assert.All(problems, code => Assert.NotEqual(general, ApiTexts.Title(code, language)));
            Assert.All(faults, code => Assert.NotEqual(code, ApiTexts.Fault(code, "x", language)));
        }
    }

    [Fact]
    public void Every_word_of_ours_that_an_attempt_can_bear_has_a_meaning_in_both_languages()
    {
        var sources = Repository.Files(".cs").Where(file => file.IsIn("Rasan.Core")).ToList();
        var (first, later) = (Matches(sources, AttemptCodes()), Matches(sources, LaterWords()));
        Assert.Contains("interrupted", first);
        Assert.Contains("found_by_look_up", later);
        string[] named = [RouteReason.Paused, TransportCodes.Timeout, TransportCodes.Cut, TransportCodes.ConnectionRefused];
        foreach (var language in new[] { ApiTexts.Persian, ApiTexts.English })
        {
            Assert.All(first.Concat(named), code => Assert.NotNull(ApiTexts.Attempt(code, language)));
            Assert.All(later.Concat([TransportCodes.Timeout, TransportCodes.Cut]), code => Assert.NotNull(ApiTexts.LookUp(code, language)));
        }
    }

    private static List<string> Matches(IEnumerable<SourceFile> sources, Regex code) =>
        [.. sources.SelectMany(file => code.Matches(file.Text)).Select(match => match.Groups["code"].Value).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(@"(new\(\d{3}, |Problem\.Conflict\()""(?<code>[a-z_]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Problems();

    [GeneratedRegex(@"(Unknown\(|Refused\(RefusalReason\.\w+, |\bCode = )""(?<code>[a-z_]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex AttemptCodes();

    [GeneratedRegex(@"(NoAnswer\(|\bDetail = )""(?<code>[a-z_]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex LaterWords();

    [GeneratedRegex(@"\.Add\((\w+|""[^""]*""), ""(?<code>[a-z_]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Faults();
}
