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

        /// <returns>Null: no kind is called so.</returns>
        public static Kind? Of(string? word) => Enum.GetValues<Kind>().Where(kind => kind.Word == word).Select(kind => (Kind?)kind).FirstOrDefault();
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

        /// <returns>Null: no lane is called so.</returns>
        public static Lane? Of(string? word) => Enum.GetValues<Lane>().Where(lane => lane.Word == word).Select(lane => (Lane?)lane).FirstOrDefault();
    }
}

/// <summary>How these two are called outside, which is one and the same: the next account takes a message, or nobody does.</summary>
public static class NextAccountWords
{
    public const string Wait = "wait", NextAccount = "next_account";

    extension(OnUnknown onUnknown)
    {
        public string Word => onUnknown == OnUnknown.NextAccount ? NextAccount : Wait;
    }

    extension(OnNoReport onNoReport)
    {
        public string Word => onNoReport == OnNoReport.NextAccount ? NextAccount : Wait;
    }
}
