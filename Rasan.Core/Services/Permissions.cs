namespace Rasan.Core.Services;

/// <summary>What a caller may do in a service. Asked for in the use cases, so that pages, API and jobs obey the same rule. Stored by name.</summary>
[Flags]
public enum Permissions
{
    None = 0,

    /// <summary>Lists and looks at messages; without the next two their texts and numbers are masked, and not searched by.</summary>
    SeeMessages = 1 << 0,
    SeeTexts = 1 << 1,
    SeeNumbers = 1 << 2,

    /// <summary>Sends, cancels, sends again.</summary>
    Send = 1 << 3,
    SeeStatistics = 1 << 4,

    /// <summary>Accounts with their balance and health.</summary>
    SeeAccounts = 1 << 5,
    SeeLogs = 1 << 6,

    /// <summary>Starts upkeep that takes a while: builds the search index anew.</summary>
    Maintain = 1 << 7,

    /// <summary>Sees what belongs to no service: the system's own rows of the logs. A system administrator's; no access level has it.</summary>
    SeeSystem = 1 << 8,

    /// <summary>Makes and changes accounts, their keys and lines.</summary>
    ManageAccounts = 1 << 9,

    /// <summary>Makes and changes routes.</summary>
    ManageRoutes = 1 << 10,

    /// <summary>Binds templates to providers' patterns.</summary>
    ManageTemplates = 1 << 11,
    All = SeeMessages | SeeTexts | SeeNumbers | Send | SeeStatistics | SeeAccounts | SeeLogs | Maintain | SeeSystem | ManageAccounts | ManageRoutes | ManageTemplates,
}

/// <summary>A use case was asked by somebody who may not: doors and pages look first, so this is a surprise (a permission withdrawn meanwhile).</summary>
public sealed class ForbiddenException(Permissions missing) : Exception($"The permission {missing} is missing.")
{
    public Permissions Missing => missing;
}
