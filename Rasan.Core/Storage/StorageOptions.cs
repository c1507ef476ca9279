using System.ComponentModel.DataAnnotations;

namespace Rasan.Core.Storage;

/// <summary>Settings of the storage, section <c>Rasan:Storage</c>.</summary>
public sealed class StorageOptions
{
    public const string Section = "Rasan:Storage";

    /// <summary>Largest size of <c>rasan.db</c> in megabytes; accepting answers 503 when it is reached. Null (default): as large as the disk.</summary>
    [Range(1, 1_000_000)]
    public int? MaxMegabytes { get; set; }

    /// <summary>Below so many free megabytes on the disk of the data directory the server says that it is not ready.</summary>
    /// <value>Default 64.</value>
    [Range(1, 1_000_000)]
    public int MinFreeMegabytes { get; set; } = 64;
}
