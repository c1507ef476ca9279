using System.ComponentModel.DataAnnotations;

namespace Rasan.Web.Hosting.Settings;

/// <summary>One thing that is wrong with the settings: where it stands, a code that names its text, and what the text speaks of.</summary>
internal sealed record SettingsFault(string Key, string Code, params IReadOnlyList<object> Values)
{
    public const string NotAnAddress = "SettingNotAnAddress";
    public const string UnknownLanguage = "SettingUnknownLanguage";
    public const string NotAProxy = "SettingNotAProxy";
    public const string NotAToken = "SettingNotAToken";
    public const string NotListenable = "SettingNotListenable";

    public static SettingsFault OfType(string key, Type wanted, string text) => new(key, CodeOf(wanted), text);

    public static SettingsFault OfRule(string key, ValidationAttribute rule) => rule switch
    {
        RequiredAttribute => new(key, "SettingMissing"),
        RangeAttribute range => new(key, "SettingOutOfRange", range.Minimum, range.Maximum),
        StringLengthAttribute length => new(key, "SettingWrongLength", length.MinimumLength, length.MaximumLength),
        MinLengthAttribute least => new(key, "SettingTooFew", least.Length),
        _ => new(key, "SettingWrong", rule.FormatErrorMessage(key)),
    };

    private static string CodeOf(Type wanted) => Type.GetTypeCode(wanted) switch
    {
        TypeCode.Boolean => "SettingNotTrueOrFalse",
        TypeCode.Int32 or TypeCode.Int64 => "SettingNotANumber",
        _ => wanted == typeof(Uri) ? NotAnAddress : "SettingNotReadable",
    };
}
