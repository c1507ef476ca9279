namespace Rasan.Core.Messages;

/// <summary>A message's life. The numbers are stored; never renumber.</summary>
public enum MessageState
{
    /// <summary>Due later: scheduled, waiting for a retry, or outside its window.</summary>
    Scheduled = 0,

    /// <summary>Ready now.</summary>
    Queued = 1,

    /// <summary>Leased by a worker; an attempt is under way.</summary>
    Submitting = 2,

    /// <summary>An attempt's outcome is unknown and is being asked about.</summary>
    Uncertain = 3,

    /// <summary>Accepted by a provider.</summary>
    Sent = 4,
    Delivered = 5,
    Undelivered = 6,
    Failed = 7,
    Blocked = 8,
    Expired = 9,
    Cancelled = 10,

    /// <summary>No report within the account's report window; a later one still counts.</summary>
    Unconfirmed = 11,
}
