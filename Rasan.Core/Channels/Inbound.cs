using Rasan.Core.Messages;

namespace Rasan.Core.Channels;

/// <summary>A message that came in on a line.</summary>
/// <param name="Reference">The provider's id for it; null where it has none, and then line, sender, time and text tell two apart.</param>
/// <param name="From">Who sent it, as E.164 where it is a number, else as the provider writes it.</param>
/// <param name="Line">Our number that it came to, as the provider writes it.</param>
/// <param name="Text">What it says.</param>
/// <param name="At">When it came in, by the provider's word; null: not said.</param>
public sealed record InboundMessage(string? Reference, string From, string Line, string Text, DateTimeOffset? At);

/// <summary>What a pull brought.</summary>
/// <param name="Messages">Oldest first.</param>
/// <param name="Cursor">Given back with the next pull.</param>
/// <param name="HasMore">Another pull would bring more at once.</param>
public sealed record InboundPage(IReadOnlyList<InboundMessage> Messages, string? Cursor, bool HasMore);

/// <summary>A sender number as the provider lists it.</summary>
/// <param name="Number">As the provider writes it.</param>
/// <param name="Receives">Whether inbound messages can come to it; null: not said.</param>
public sealed record ProviderLine(string Number, bool? Receives);

/// <summary>What came to one of a provider's doors.</summary>
/// <param name="Subject">What the door is for.</param>
/// <param name="PublicUrl">The address that was called, as the provider sees it: behind a proxy, built over the public base address.</param>
/// <param name="Parameters">Of the query and of the form, in the order they came.</param>
/// <param name="Form">The form's alone: a signature covers these.</param>
/// <param name="Signature">Value of the provider's signature header; null: none came.</param>
/// <param name="Body">The raw body.</param>
/// <param name="OwnId">The attempt's own id, where the door's path holds it.</param>
public sealed record Callback(
    CallbackSubject Subject, Uri PublicUrl, IReadOnlyList<KeyValuePair<string, string>> Parameters, IReadOnlyList<KeyValuePair<string, string>> Form,
    string? Signature, ReadOnlyMemory<byte> Body, long? OwnId = null);

/// <summary>What a callback door is for.</summary>
public enum CallbackSubject
{
    Status = 0,
    Inbound = 1,
}

/// <summary>What a callback says.</summary>
public abstract record CallbackAnswer
{
    private CallbackAnswer() { }

    /// <summary>Read. Both may be empty: something was said that changes nothing.</summary>
    /// <param name="Reports">What it says of our messages.</param>
    /// <param name="Inbound">What others have written.</param>
    public sealed record Taken(IReadOnlyList<ProviderReport> Reports, IReadOnlyList<InboundMessage> Inbound) : CallbackAnswer;

    /// <summary>Not from the provider, or not readable: nothing is done.</summary>
    /// <param name="Why">Short machine word: <c>bad_signature</c>, <c>unreadable</c>.</param>
    public sealed record Refused(string Why) : CallbackAnswer;
}
