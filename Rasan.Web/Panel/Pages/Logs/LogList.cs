namespace Rasan.Web.Panel.Pages.Logs;

/// <summary>What every <see cref="LogList{TRow}"/> shares, whatever its rows are: its words above all.</summary>
public sealed class LogList
{
    /// <summary>Names of the address whose faults are said beside their fields.</summary>
    internal static readonly string[] SayingFaults = ["from", "until", "address", "status", "slower_than"];

    private LogList() { }
}
