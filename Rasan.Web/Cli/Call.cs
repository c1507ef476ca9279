using Rasan.Core.Storage;

namespace Rasan.Web.Cli;

/// <summary>One command under way: what it was given, what it may use, and where it speaks.</summary>
internal sealed class Call(ParsedLine line, Terminal terminal, IServiceProvider rooms)
{
    /// <summary>Who did it, for the operation log.</summary>
    public const string Actor = "cli";

    public CliTexts Texts => terminal.Texts;

    public TextReader Input => terminal.Input;

    public DataDirectory Directory { get; } = rooms.GetRequiredService<DataDirectory>();

    public string Argument(int index) => line.Arguments[index];

    public string? Option(string name) => line.Options.GetValueOrDefault(name);

    public bool Has(string name) => line.Options.ContainsKey(name);

    public T Room<T>() where T : notnull => rooms.GetRequiredService<T>();

    /// <summary>What a script reads: as it is, on standard output.</summary>
    public void Print(string text) => terminal.Output.WriteLine(text);

    /// <summary>What a person reads, on standard output.</summary>
    public void Say(string text, params IReadOnlyList<object> values) => terminal.Say(text, values);

    /// <summary>What a person reads beside a value that a script takes from standard output.</summary>
    public void Note(string text, params IReadOnlyList<object> values) => terminal.Errors.WriteLine(terminal.Texts[text, values]);

    public int Refuse(int code, string text, params IReadOnlyList<object> values) => new Refusal(code, text, values).Tell(terminal);

    public int Refuse(Refusal refusal) => refusal.Tell(terminal);
}
