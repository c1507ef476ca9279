namespace Rasan.Web.Cli;

/// <summary>Where a command reads and speaks, and in which language.</summary>
internal sealed record Terminal(CliTexts Texts, TextReader Input, TextWriter Output, TextWriter Errors)
{
    public static Terminal OfProcess() => new(CliTexts.FromEnvironment(), Console.In, Console.Out, Console.Error);

    public void Say(string text, params IReadOnlyList<object> values) => Output.WriteLine(Texts[text, values]);
}
