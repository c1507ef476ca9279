namespace Rasan.Web.Cli;

internal static class Help
{
    private const string Program = "Rasan.Web";

    private const int Column = 34;

    internal static readonly IReadOnlyList<string> ExitCodes = ["0", "1", "64", "65", "66", "73", "74", "75", "78"];

    public static int Print(Command? command, IReadOnlyList<Command> commands, Terminal terminal)
    {
        if (command is null) PrintAll(commands, terminal);
        else PrintOne(command, terminal);
        return ExitCode.Done;
    }

    /// <summary>After a line that could not be read.</summary>
    public static Refusal Hint(Command? command) => new(ExitCode.Usage, "SeeHelp", command is null ? $"{Program} --help" : $"{Program} {command.Name} --help");

    private static void PrintAll(IReadOnlyList<Command> commands, Terminal terminal)
    {
        var (texts, _, output, _) = terminal;
        output.WriteLine(texts["HelpIntroduction", Program]);
        output.WriteLine();
        foreach (var command in commands) WriteRow(output, Usage(command), texts[command.Purpose]);
        output.WriteLine();
        output.WriteLine(texts["HelpOptions"]);
        foreach (var option in ParsedLine.Everywhere) WriteRow(output, Written(option), texts[option.Meaning]);
        output.WriteLine();
        PrintExitCodes(terminal);
    }

    private static void PrintOne(Command command, Terminal terminal)
    {
        var (texts, _, output, _) = terminal;
        output.WriteLine($"{Program} {Usage(command)}");
        output.WriteLine(texts[command.Purpose]);
        output.WriteLine();
        foreach (var option in command.Options.Concat(ParsedLine.Everywhere)) WriteRow(output, Written(option), texts[option.Meaning]);
        output.WriteLine();
        PrintExitCodes(terminal);
    }

    private static void PrintExitCodes(Terminal terminal)
    {
        terminal.Say("HelpExitCodes");
        foreach (var code in ExitCodes) WriteRow(terminal.Output, code, terminal.Texts[$"Exit_{code}"]);
    }

    private static string Usage(Command command) => string.Join(' ', [
        command.Name,
        .. command.Arguments,
        .. command.Options.Where(option => option.IsRequired).Select(Written),
        .. command.Options.Any(option => !option.IsRequired) ? ["[…]"] : Array.Empty<string>()]);

    private static string Written(Option option) => option.Value is null ? $"--{option.Name}" : $"--{option.Name} {option.Value}";

    private static void WriteRow(TextWriter output, string left, string right) =>
        output.WriteLine(left.Length < Column - 2 ? $"  {left.PadRight(Column - 2)}{right}" : $"  {left}{Environment.NewLine}{new string(' ', Column)}{right}");
}
