using System.ComponentModel.DataAnnotations;

namespace Rasan.Core.Storage.Upkeep;

/// <summary>How long what lies in the database is kept, section <c>Rasan:Retention</c>. A service's own numbers stand above these.</summary>
public sealed class RetentionOptions
{
    public const string Section = "Rasan:Retention";

    /// <summary>Texts and variables of one-time codes are wiped so long after their final state.</summary>
    public static readonly TimeSpan OtpTexts = TimeSpan.FromHours(24);

    /// <summary>The first answer to an Idempotency-Key is given again for so long.</summary>
    public static readonly TimeSpan IdempotentAnswers = TimeSpan.FromHours(24);

    /// <summary>Texts, variables and numbers are wiped so many days after the final state.</summary>
    /// <value>Default 90.</value>
    [Range(1, 3650)]
    public int BodyDays { get; set; } = 90;

    /// <summary>Messages, their attempts and reports are removed so many days after acceptance; counters stay.</summary>
    /// <value>Default 365.</value>
    [Range(1, 3650)]
    public int RowDays { get; set; } = 365;

    /// <summary>Rows of the API log are removed after so many days.</summary>
    /// <value>Default 30.</value>
    [Range(1, 3650)]
    public int ApiLogDays { get; set; } = 30;
}
