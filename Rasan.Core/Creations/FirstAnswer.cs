namespace Rasan.Core.Creations;

/// <summary>What stands under a request's Idempotency-Key already.</summary>
public abstract record FirstAnswer
{
    private FirstAnswer() { }

    /// <summary>The same request came before.</summary>
    public sealed record Again(int Status, byte[] Body) : FirstAnswer;

    /// <summary>The key was used for another request.</summary>
    public sealed record ToAnother : FirstAnswer;
}
