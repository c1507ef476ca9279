using System.Globalization;
using System.Resources;

namespace Rasan.Web.Cli;

/// <summary>What the program says on a terminal, in the language of <c>--lang</c> or of the environment; numbers stay as machines write them.</summary>
internal sealed class CliTexts(CultureInfo culture)
{
    /// <summary>The first that is set decides, as everywhere.</summary>
    private static readonly string[] Variables = ["LC_ALL", "LC_MESSAGES", "LANG"];

    private static readonly ResourceManager Resources = new(typeof(CliTexts));

    public string this[string key, params IReadOnlyList<object> values] =>
        string.Format(CultureInfo.InvariantCulture, Resources.GetString(key, culture) ?? key, [.. values]);

    public static CliTexts FromEnvironment() => Of(
        Variables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(value => !string.IsNullOrEmpty(value)));

    public static CliTexts Of(string? language) =>
        new(CultureInfo.GetCultureInfo(language?.StartsWith("fa", StringComparison.OrdinalIgnoreCase) == true ? "fa" : "en"));
}
