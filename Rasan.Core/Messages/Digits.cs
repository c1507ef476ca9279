namespace Rasan.Core.Messages;

/// <summary>Persian (۰–۹) and Arabic (٠–٩) digits become ASCII at the door.</summary>
public static class Digits
{
    private const char PersianZero = '\u06F0';
    private const char ArabicZero = '\u0660';

    /// <returns>The same instance when there is nothing to fold.</returns>
    public static string Fold(string text)
    {
        var first = 0;
        while (first < text.Length && Fold(text[first]) == text[first]) first++;
        return first == text.Length ? text : string.Create(text.Length, text, static (folded, source) =>
        {
            for (var i = 0; i < folded.Length; i++) folded[i] = Fold(source[i]);
        });
    }

    public static char Fold(char c) => c switch
    {
        >= PersianZero and <= (char)(PersianZero + 9) => (char)('0' + (c - PersianZero)),
        >= ArabicZero and <= (char)(ArabicZero + 9) => (char)('0' + (c - ArabicZero)),
        _ => c,
    };
}
