namespace Rasan.Core.Channels;

/// <summary>What providers answer, word for word, to somebody who listens while a call of theirs is under way: a person who tries an account. Nobody else hears it, and nothing is kept.</summary>
public static class RawAnswers
{
    private static readonly AsyncLocal<List<RawAnswer>?> Listener = new();

    /// <returns>Fills with the answers to the calls that are made from here on, in this flow alone.</returns>
    public static IReadOnlyList<RawAnswer> Listen()
    {
        var heard = new List<RawAnswer>();
        Listener.Value = heard;
        return heard;
    }

    /// <summary>An answer has come.</summary>
    public static void Hear(int status, string body) => Listener.Value?.Add(new(status, body));
}

/// <summary>One answer of a provider's server.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body as text.</param>
public sealed record RawAnswer(int Status, string Body);
