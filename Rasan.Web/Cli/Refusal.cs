using Rasan.Core.Storage;

namespace Rasan.Web.Cli;

/// <summary>Why the program does not go on, in plain words for whoever started it.</summary>
internal sealed record Refusal(int Code, string Text, params IReadOnlyList<object> Values)
{
    /// <summary>Lines below the text.</summary>
    public IReadOnlyList<Refusal> Details { get; init; } = [];

    /// <param name="file">The database that has it; null: <c>rasan.db</c>.</param>
    public static Refusal Of(StorageFault fault, DataDirectory directory, string? file = null) => fault switch
    {
        StorageFault.Locked => new(ExitCode.Busy, "DatabaseLocked", file ?? directory.Database),
        StorageFault.Full => new(ExitCode.CannotWrite, "DiskFull", directory.Root),
        StorageFault.ReadOnly => new(ExitCode.CannotWrite, "CannotWrite", directory.Root),
        _ when file == directory.LogsDatabase => new(ExitCode.BadData, "LogsDamaged", file),
        _ => new(ExitCode.BadData, "DatabaseDamaged", file ?? directory.Database),
    };

    /// <summary>A fault of the file system at the data directory.</summary>
    public static Refusal CannotWrite(DataDirectory directory, Exception reason) =>
        new(ExitCode.CannotWrite, "CannotWrite", directory.Root) { Details = [new(ExitCode.CannotWrite, "Reason", reason.Message)] };

    public static Refusal ServerRuns(DataDirectory directory) => new(ExitCode.Busy, "ServerRuns", directory.Root);

    /// <returns>The exit code.</returns>
    public int Tell(Terminal? terminal = null)
    {
        var (texts, _, _, errors) = terminal ?? Terminal.OfProcess();
        try
        {
            errors.WriteLine(texts[Text, Values]);
            foreach (var detail in Details) errors.WriteLine("  " + texts[detail.Text, detail.Values]);
        }
        catch (IOException)
        {
            // nowhere to say it: the exit code has to do
        }

        return Code;
    }
}
