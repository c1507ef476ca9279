using Rasan.Core.Storage;

namespace Rasan.Web.Cli;

/// <summary>Why the program does not go on, in plain words for whoever started it.</summary>
internal sealed record Refusal(int Code, string Text, params IReadOnlyList<object> Values)
{
    /// <summary>Lines below the text.</summary>
    public IReadOnlyList<Refusal> Details { get; init; } = [];

    public static Refusal Of(StorageFault fault, DataDirectory directory) => fault switch
    {
        StorageFault.Locked => new(ExitCode.Busy, "DatabaseLocked", directory.Database),
        StorageFault.Full => new(ExitCode.CannotWrite, "DiskFull", directory.Root),
        StorageFault.ReadOnly => new(ExitCode.CannotWrite, "CannotWrite", directory.Root),
        _ => new(ExitCode.BadData, "DatabaseDamaged", directory.Database),
    };

    public static Refusal ServerRuns(DataDirectory directory) => new(ExitCode.Busy, "ServerRuns", directory.Root);

    /// <returns>The exit code.</returns>
    public int Tell(Terminal? terminal = null)
    {
        var (texts, _, _, errors) = terminal ?? Terminal.OfProcess();
        errors.WriteLine(texts[Text, Values]);
        foreach (var detail in Details) errors.WriteLine("  " + texts[detail.Text, detail.Values]);
        return Code;
    }
}
