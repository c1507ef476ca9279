using Rasan.Core.Creations;
using Rasan.Core.Messages;

namespace Rasan.Core.Accounts.Changes;

/// <summary>What became of a wish to change an account.</summary>
public abstract record AccountResult
{
    public const string UsedByRoute = "account_in_use";
    public const string HasOpenMessages = "account_has_open_messages";
    public const string LineUsedByRoute = "line_in_use";

    private AccountResult() { }

    /// <param name="PartId">Row of the key or line that it was about.</param>
    public sealed record Done(long AccountId, long? PartId = null) : AccountResult;

    /// <summary>Something was made under the request's Idempotency-Key before.</summary>
    public sealed record Kept(FirstAnswer Answer) : AccountResult;

    public sealed record Refused(IReadOnlyList<Fault> Faults) : AccountResult;

    /// <summary>No such account, key or line that the caller may know of.</summary>
    public sealed record NotFound : AccountResult;

    /// <summary>It is the system's: system administrators change it.</summary>
    public sealed record Shared : AccountResult;

    /// <summary>The caller speaks for one tenant alone, and the account is not that tenant's.</summary>
    public sealed record ForeignTenant : AccountResult;

    /// <param name="Code">What stands against it: one of the words above.</param>
    public sealed record InUse(string Code) : AccountResult;
}
