namespace Rasan.Web.Cli;

internal static class Help
{
    private const string Program = "Rasan.Web";

    private const int Column = 34;

    public static int Print(Command? command, IReadOnlyList<Command> commands, CliTexts texts)
    {
        if (command is null) PrintAll(commands, texts);
        else PrintOne(command, texts);
        return ExitCode.Done;
    }

    /// <summary>After a line that could not be read.</summary>
    public static int Hint(Command? command, CliTexts texts)
    {
        Console.Error.WriteLine(command is null ? texts["SeeHelp", $"{Program} --help"] : texts["SeeHelp", $"{Program} {command.Name} --help"]);
        return ExitCode.Usage;
    }

    private static void PrintAll(IReadOnlyList<Command> commands, CliTexts texts)
    {
        var output = Console.Out;
        output.WriteLine(texts["HelpIntroduction", Program]);
        output.WriteLine();
        foreach (var command in commands) WriteRow(Usage(command), texts[command.Purpose]);
        output.WriteLine();
        output.WriteLine(texts["HelpOptions"]);
        foreach (var option in ParsedLine.Everywhere) WriteRow(Written(option), texts[option.Meaning]);
        output.WriteLine();
        PrintExitCodes(texts);
    }

    private static void PrintOne(Command command, CliTexts texts)
    {
        Console.Out.WriteLine($"{Program} {Usage(command)}");
        Console.Out.WriteLine(texts[command.Purpose]);
        Console.Out.WriteLine();
        foreach (var option in command.Options.Concat(ParsedLine.Everywhere)) WriteRow(Written(option), texts[option.Meaning]);
        Console.Out.WriteLine();
        PrintExitCodes(texts);
    }

    private static void PrintExitCodes(CliTexts texts)
    {
        Console.Out.WriteLine(texts["HelpExitCodes"]);
        foreach (var code in new[] { "0", "1", "64", "65", "66", "73", "74", "75", "78" }) WriteRow(code, texts["Exit_" + code]);
    }

    private static string Usage(Command command) => string.Join(' ', [
        command.Name,
        .. command.Arguments,
        .. command.Options.Where(option => option.IsRequired).Select(Written),
        .. command.Options.Any(option => !option.IsRequired) ? ["[…]"] : Array.Empty<string>()]);

    private static string Written(Option option) => option.Value is null ? $"--{option.Name}" : $"--{option.Name} {option.Value}";

    private static void WriteRow(string left, string right) =>
        Console.Out.WriteLine(left.Length < Column - 2 ? $"  {left.PadRight(Column - 2)}{right}" : $"  {left}{Environment.NewLine}{new string(' ', Column)}{right}");
}
