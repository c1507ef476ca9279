namespace Rasan.Core.Intents;

/// <summary>How a kind is called outside.</summary>
public static class KindWords
{
    extension(Kind kind)
    {
        public string Word => kind switch
        {
            Kind.Otp => "otp",
            Kind.Transactional => "transactional",
            Kind.Bulk => "bulk",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
        };
    }
}

/// <summary>How a lane is called outside.</summary>
public static class LaneWords
{
    extension(Lane lane)
    {
        public string Word => lane switch
        {
            Lane.Otp => "otp",
            Lane.Normal => "normal",
            Lane.Bulk => "bulk",
            _ => throw new ArgumentOutOfRangeException(nameof(lane), lane, message: null),
        };
    }
}
