namespace Rasan.Web.Cli;

/// <summary>A command line, read. Our own, because every word of it, refusals too, is said in Persian and in English.</summary>
internal sealed record ParsedLine(Command? Command, IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, string> Options, Refusal? Refusal)
{
    /// <summary>Options that every command takes.</summary>
    public static readonly IReadOnlyList<Option> Everywhere = [new("data", "DIR"), new("lang", "fa|en"), new("help")];

    public bool WantsHelp => Options.ContainsKey("help");
}

internal static class CommandParser
{
    public static ParsedLine Parse(IReadOnlyList<string> line, IReadOnlyList<Command> commands)
    {
        var words = new List<string>();
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        var known = commands.SelectMany(command => command.Options).Concat(ParsedLine.Everywhere).ToLookup(option => option.Name, StringComparer.Ordinal);
        var rest = new Queue<string>(line);
        while (rest.TryDequeue(out var next))
        {
            var word = next == "-h" ? "--help" : next;
            if (!word.StartsWith('-'))
            {
                words.Add(word);
                continue;
            }

            var (name, value) = word.IndexOf('=') is var sign and > 0 ? (word[2..sign], word[(sign + 1)..]) : (word[2..], null);
            if (!word.StartsWith("--", StringComparison.Ordinal) || known[name].FirstOrDefault() is not { } option) return Refused("UnknownOption", word);
            if (option.Value is not null) value ??= rest.TryDequeue(out var following) ? following : null;
            if (option.Value is not null && value is null) return Refused("OptionNeedsValue", word);
            if (name == "lang" && value is not ("fa" or "en")) return Refused("BadValue", word, value!);
            options[name] = value ?? "";
        }

        return Match(words, options, commands);
    }

    private static ParsedLine Match(List<string> words, Dictionary<string, string> options, IReadOnlyList<Command> commands)
    {
        if (words is [] or ["help"]) return new(null, [], new Dictionary<string, string>(options, StringComparer.Ordinal) { ["help"] = "" }, null);
        var command = commands.FirstOrDefault(c => c.Name == string.Join(' ', words.Take(2))) ?? commands.FirstOrDefault(c => c.Name == words[0]);
        if (command is null) return Refused("UnknownCommand", string.Join(' ', words.Take(2))) with { Options = options };
        var arguments = words.Skip(command.Name.Count(c => c == ' ') + 1).ToList();
        var parsed = new ParsedLine(command, arguments, options, null);
        if (parsed.WantsHelp) return parsed;
        if (options.Keys.FirstOrDefault(name => command.Options.Concat(ParsedLine.Everywhere).All(option => option.Name != name)) is { } foreign)
            return parsed with { Refusal = new(ExitCode.Usage, "UnknownOption", "--" + foreign) };
        if (command.Options.FirstOrDefault(option => option.IsRequired && !options.ContainsKey(option.Name)) is { } missing)
            return parsed with { Refusal = new(ExitCode.Usage, "MissingOption", "--" + missing.Name) };
        if (arguments.Count < command.Arguments.Count) return parsed with { Refusal = new(ExitCode.Usage, "MissingArgument", command.Arguments[arguments.Count]) };
        return arguments.Count > command.Arguments.Count ? parsed with { Refusal = new(ExitCode.Usage, "TooManyArguments", arguments[command.Arguments.Count]) } : parsed;
    }

    private static ParsedLine Refused(string text, params IReadOnlyList<object> values) =>
        new(null, [], new Dictionary<string, string>(StringComparer.Ordinal), new(ExitCode.Usage, text, values));
}
