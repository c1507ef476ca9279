using Rasan.Core.Storage;

namespace Rasan.Core.Messages;

/// <summary>The last row a page has looked at. Opaque outside.</summary>
public readonly record struct MessageCursor(DateTimeOffset CreatedAt, long Id)
{
    public override string ToString() => CursorText.Write(CreatedAt, Id);

    public static bool TryParse(string text, out MessageCursor cursor)
    {
        var isGood = CursorText.TryRead(text, out var createdAt, out var id);
        cursor = new(createdAt, id);
        return isGood;
    }
}
