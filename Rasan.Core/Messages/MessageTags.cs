namespace Rasan.Core.Messages;

/// <summary>How tags lie in a message's row: between bars, so that one can be looked for whole.</summary>
public static class MessageTags
{
    private const char Bar = '|';

    public static string? Join(IReadOnlyCollection<string> tags) => tags.Count == 0 ? null : $"{Bar}{string.Join(Bar, tags)}{Bar}";

    public static string[] Split(string? stored) => stored?.Split(Bar, StringSplitOptions.RemoveEmptyEntries) ?? [];
}
