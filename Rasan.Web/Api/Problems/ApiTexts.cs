using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace Rasan.Web.Api.Problems;

/// <summary>The API's words for people, from <c>ApiTexts.resx</c> and <c>ApiTexts.fa.resx</c> beside it, read once.</summary>
internal static class ApiTexts
{
    public const string Persian = "fa";
    public const string English = "en";

    private const int LongestValue = 80;

    private static readonly Lazy<FrozenDictionary<string, string>> InPersian = new(() => Read(Persian));
    private static readonly Lazy<FrozenDictionary<string, string>> InEnglish = new(() => Read(""));

    /// <summary>What stands for a wrong value that has no title of its own: its field says the rest.</summary>
    private const string General = "invalid_request";

    private const string TitleKey = ".title", FaultKey = "fault.";

    /// <summary>Every problem that has words of its own.</summary>
    public static IEnumerable<string> Codes => InEnglish.Value.Keys.Where(key => key.EndsWith(TitleKey, StringComparison.Ordinal)).Select(key => key[..^TitleKey.Length]).Order(StringComparer.Ordinal);

    /// <summary>Everything that can be wrong with a value; a problem's code too where it is all that is wrong.</summary>
    public static IEnumerable<string> FaultCodes => InEnglish.Value.Keys.Where(key => key.StartsWith(FaultKey, StringComparison.Ordinal)).Select(key => key[FaultKey.Length..]).Order(StringComparer.Ordinal);

    /// <summary>The problem in a few words.</summary>
    public static string Title(string code, string language) => Find(language, $"{code}.title") ?? Find(language, $"{General}.title")!;

    /// <summary>What to do about it.</summary>
    public static string Detail(string code, string? value, string language) => Fill(Find(language, $"{code}.detail") ?? Find(language, $"{General}.detail")!, value);

    /// <summary>What is wrong with one field.</summary>
    public static string Fault(string code, string? value, string language) => Find(language, $"fault.{code}") is { } text ? Fill(text, value) : code;

    /// <summary>What became of an attempt by Rasan's own word, where no provider has said it; null: not a word of ours.</summary>
    public static string? Attempt(string code, string language) => Find(language, $"attempt.{code}");

    /// <summary>What came of asking about an attempt later; null: not a word of ours.</summary>
    public static string? LookUp(string code, string language) => Find(language, $"look_up.{code}");

    /// <summary>Why an alert became no message; null: not a word of ours.</summary>
    public static string? Alert(string fault, string language) => Find(language, $"alert.{fault}");

    /// <summary>What a test message says unless its sender says something else.</summary>
    public static string TestMessage(string language) => Find(language, "test.message")!;

    private static string? Find(string language, string key) => (language == Persian ? InPersian : InEnglish).Value.GetValueOrDefault(key);

    private static string Fill(string text, string? value) =>
        text.Replace("{0}", value is { Length: > LongestValue } ? $"{value.AsSpan(0, LongestValue)}…" : value, StringComparison.Ordinal);

    private static FrozenDictionary<string, string> Read(string culture)
    {
        var texts = new ResourceManager("Rasan.Web.Api.Problems.ApiTexts", typeof(ApiTexts).Assembly)
            .GetResourceSet(CultureInfo.GetCultureInfo(culture), createIfNotExists: true, tryParents: false)!;
        return texts.Cast<DictionaryEntry>().ToFrozenDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal);
    }
}
