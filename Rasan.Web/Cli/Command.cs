namespace Rasan.Web.Cli;

/// <summary>One command: its words, what it takes, and what it does.</summary>
/// <param name="Name">One or two words: <c>token create</c>.</param>
/// <param name="Arguments">What follows the words, in order.</param>
/// <param name="Options">What may stand anywhere, with two dashes.</param>
/// <param name="Run">Does it; answers the exit code.</param>
internal sealed record Command(string Name, IReadOnlyList<string> Arguments, IReadOnlyList<Option> Options, Func<Call, CancellationToken, Task<int>> Run)
{
    /// <summary>Whether it works on a database that is there and up to date.</summary>
    public bool NeedsDatabase { get; init; } = true;

    /// <summary>Key of the text that says what it is for.</summary>
    public string Purpose => "Purpose_" + Name.Replace(' ', '_').Replace('-', '_');
}

/// <param name="Name">Without the dashes.</param>
/// <param name="Value">What stands after it, in the usage line; null: nothing, it is a switch.</param>
internal sealed record Option(string Name, string? Value = null)
{
    public bool IsRequired { get; init; }

    /// <summary>Key of the text that explains it.</summary>
    public string Meaning => "Option_" + Name.Replace('-', '_');
}
