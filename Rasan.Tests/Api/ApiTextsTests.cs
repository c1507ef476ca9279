using System.Text.RegularExpressions;
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

    private static List<string> Matches(IEnumerable<SourceFile> sources, Regex code) =>
        [.. sources.SelectMany(file => code.Matches(file.Text)).Select(match => match.Groups["code"].Value).Distinct(StringComparer.Ordinal)];

    [GeneratedRegex(@"(new\(\d{3}, |Problem\.Conflict\()""(?<code>[a-z_]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Problems();

    [GeneratedRegex(@"\.Add\((\w+|""[^""]*""), ""(?<code>[a-z_]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Faults();
}
