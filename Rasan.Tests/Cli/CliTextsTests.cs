using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using Rasan.Tests.House;
using Rasan.Web.Cli;
using Rasan.Web.Hosting.Settings;

namespace Rasan.Tests.Cli;

/// <summary>Whatever the program can say on a terminal, it can say.</summary>
public sealed partial class CliTextsTests
{
    [Fact]
    public void Every_text_that_a_command_or_a_refusal_names_is_there_in_both_languages()
    {
        var resources = new ResourceManager(typeof(CliTexts));
        var missing = from key in Commands().Concat(Sources()).Concat(Faults()).Distinct(StringComparer.Ordinal)
                      from language in (string[])["en", "fa"]
                      where string.IsNullOrWhiteSpace(resources.GetString(key, CultureInfo.GetCultureInfo(language)))
                      select $"{key} ({language})";
        Assert.Empty(missing);
        Assert.True(Sources().Count() > 40, "the sources were not read");
    }

    private static IEnumerable<string> Commands() =>
        CommandLine.Commands.SelectMany(command => command.Options.Select(option => option.Meaning).Append(command.Purpose)).Concat(ParsedLine.Everywhere.Select(option => option.Meaning)).Concat(Help.ExitCodes.Select(code => $"Exit_{code}"));

    private static IEnumerable<string> Faults() =>
        [SettingsFault.NotAnAddress, SettingsFault.UnknownLanguage, SettingsFault.NotAProxy, SettingsFault.NotAToken, SettingsFault.NotListenable];

    private static IEnumerable<string> Sources() =>
        from file in Repository.Files(".cs")
        where file.IsIn("Rasan.Web/Cli") || file.IsIn("Rasan.Web/Hosting")
        from Match named in Named().Matches(file.Text)
        select named.Groups["key"].Value;

    [GeneratedRegex(@"(Say\(|Note\(|Refuse\((ExitCode\.\w+, )?|Refusal\(ExitCode\.\w+, |new\(ExitCode\.\w+, |new\(key, |Refused\(|texts\[|Terminal\[|Found\(call, |Values\[|=> )""(?<key>[A-Z][A-Za-z]+)""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Named();
}
