namespace Rasan.Core.Accounts.Changes;

/// <summary>An account as somebody fills it in; as a whole: what is left out takes its usual value. <see cref="CheckAccount"/> says what is wrong with it, by the API's names.</summary>
public sealed record AccountForm
{
    public const int LongestName = 100, LongestUrl = 500, LongestSetting = 500, MostReportSeconds = 7 * 86_400, LeastReportSeconds = 10;

    public string? Name { get; init; }

    /// <summary>Null or empty: the provider's own address.</summary>
    public string? BaseUrl { get; init; }
    public int TimeoutSeconds { get; init; } = 10;
    public bool IsActive { get; init; } = true;

    /// <summary>Null: 48 hours.</summary>
    public int? ReportWindowSeconds { get; init; }

    /// <summary>By name; null: they stay as they are.</summary>
    public IReadOnlyDictionary<string, string>? Settings { get; init; }

    internal void Fill(Account account, IEnumerable<string> settingNames)
    {
        (account.Name, account.BaseUrl) = (Name!.Trim(), string.IsNullOrWhiteSpace(BaseUrl) ? null : BaseUrl.Trim().TrimEnd('/'));
        (account.TimeoutSeconds, account.IsActive, account.ReportWindowSeconds) = (TimeoutSeconds, IsActive, ReportWindowSeconds);
        if (Settings is not null) account.Settings = AccountSettings.Merge(account.Settings, Settings, settingNames);
    }
}

/// <summary>A key as somebody fills it in.</summary>
public sealed record KeyForm
{
    public const int LongestLabel = 60, LongestSecret = 500;

    public string? Label { get; init; }

    /// <summary>Secrets by field name; null: those that are there stay.</summary>
    public IReadOnlyDictionary<string, string>? Credentials { get; init; }

    /// <summary>Saved so, one that was refused is tried again.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>1 is used first; null: a new one comes last, one that is there keeps its place.</summary>
    public int? Order { get; init; }
}

/// <summary>A line as somebody fills it in.</summary>
public sealed record LineForm
{
    public const int LongestNumber = 40, LongestIntents = 2_000;

    public string? Number { get; init; }

    /// <summary>A word of <see cref="LineClass"/>; null: service.</summary>
    public string? Class { get; init; }
    public bool IsActive { get; init; } = true;
    public bool Receives { get; init; } = true;

    /// <summary><c>HH:mm</c>, both or none.</summary>
    public string? OpensAt { get; init; }
    public string? ClosesAt { get; init; }

    /// <summary>IANA zone of the hours; null: Asia/Tehran.</summary>
    public string? Zone { get; init; }

    /// <summary>Keys of intents or words of kinds; null or empty: it carries all of them.</summary>
    public IReadOnlyList<string>? Intents { get; init; }
}
