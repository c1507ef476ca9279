using System.ComponentModel.DataAnnotations;

namespace Rasan.Core.Dispatching;

/// <summary>Settings of the dispatcher, section <c>Rasan:Dispatch</c>.</summary>
public sealed class DispatchOptions
{
    public const string Section = "Rasan:Dispatch";

    /// <summary>False: messages are accepted and wait; nothing is handed over.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Calls of the otp lane under way at once.</summary>
    [Range(1, 1024)]
    public int OtpWorkers { get; set; } = 64;

    /// <summary>Calls of the normal lane under way at once.</summary>
    [Range(1, 1024)]
    public int NormalWorkers { get; set; } = 64;

    /// <summary>Calls of the bulk lane under way at once.</summary>
    [Range(1, 1024)]
    public int BulkWorkers { get; set; } = 32;

    /// <summary>How long a clean stop waits for calls under way, in seconds.</summary>
    [Range(1, 300)]
    public int ShutdownSeconds { get; set; } = 20;
}
