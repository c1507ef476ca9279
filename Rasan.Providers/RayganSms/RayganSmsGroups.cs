namespace Rasan.Providers.RayganSms;

/// <summary>How a group's id is kept as a reference: one of digits alone would be taken for a message's own number.</summary>
internal static class RayganSmsGroups
{
    private const string Mark = "g:";

    /// <summary>Null: that is no id.</summary>
    public static string? Reference(string? id) => id?.Trim() switch
    {
        null or "" => null,
        var given when Guid.TryParse(given, out var guid) && guid == Guid.Empty => null,
        var given when given.All(c => c is '0') => null,
        var given when given.All(char.IsAsciiDigit) => Mark + given,
        var given => given,
    };

    public static string Id(string reference) => reference.StartsWith(Mark, StringComparison.Ordinal) ? reference[Mark.Length..] : reference;
}
