using System.Globalization;

namespace Rasan.Bench.Machine;

/// <summary>What a process has cost its machine: a second figure that neighbours on the same cores do not touch.</summary>
internal static class ProcessTimes
{
    private const double TicksPerSecond = 100;
    private const int UserTime = 11;   // the fields after the name in brackets

    /// <summary>Seconds of both cores used so far.</summary>
    public static async Task<double> CpuSecondsAsync(int process)
    {
        var stat = await File.ReadAllTextAsync($"/proc/{process.ToString(CultureInfo.InvariantCulture)}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        return (long.Parse(fields[UserTime], CultureInfo.InvariantCulture) + long.Parse(fields[UserTime + 1], CultureInfo.InvariantCulture)) / TicksPerSecond;
    }
}
