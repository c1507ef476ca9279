namespace Rasan.Core.Messages;

/// <summary>A message's public id: a UUIDv7, so that it grows at the end of its index. Canonical lower case out, any form in.</summary>
public readonly record struct TrackingId(Guid Value)
{
    public static TrackingId New(DateTimeOffset at) => new(Guid.CreateVersion7(at));

    public static bool TryParse(string? text, out TrackingId id)
    {
        var ok = Guid.TryParse(text, out var value);
        id = new(value);
        return ok;
    }

    public override string ToString() => Value.ToString("D");
}
