using Rasan.Core.Messages;

namespace Rasan.Providers.Simulation;

/// <summary>What the last four digits of a recipient make the Sandbox and every simulator do. The value is the number that the digits spell; it is stored, never renumber.</summary>
public enum MagicNumber
{
    /// <summary>Delivered after about a second.</summary>
    None = 0,

    /// <summary>Refused: no such number.</summary>
    BadNumber = 1,

    /// <summary>Refused: on the blacklist.</summary>
    Blacklisted = 2,

    /// <summary>Accepted, then undelivered.</summary>
    Undelivered = 3,

    /// <summary>Accepted and received; nothing is ever reported.</summary>
    NoReport = 4,

    /// <summary>Accepted, then failed.</summary>
    Failed = 5,

    /// <summary>Received, but the call is cut before it is answered; questions about it stay unanswered for a while.</summary>
    Cut = 6,

    /// <summary>Read and never answered; not sent.</summary>
    Silent = 7,

    /// <summary>A bare 500; not sent.</summary>
    ServerError = 8,

    /// <summary>The account's first request to this recipient is throttled, every later one is delivered.</summary>
    Throttled = 9,
}

public static class MagicNumbers
{
    public static MagicNumber Of(Recipient recipient) =>
        recipient.E164 is [.., '0', '0', '0', >= '1' and <= '9' and var last] ? (MagicNumber)(last - '0') : MagicNumber.None;
}
