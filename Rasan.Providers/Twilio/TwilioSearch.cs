using Rasan.Core.Channels;

namespace Rasan.Providers.Twilio;

/// <summary>
/// The search for an attempt that left no id: messages to its recipient, newest first, compared by sender, text and time. It is found when
/// exactly one fits; it is not there when nothing near it could be it.
/// </summary>
internal sealed class TwilioSearch(AttemptEvidence evidence)
{
    /// <summary>Clocks differ; a call takes a minute at most.</summary>
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(10), After = TimeSpan.FromMinutes(5);

    /// <summary>The same text again so near to it makes the two hard to tell apart.</summary>
    private static readonly TimeSpan Near = TimeSpan.FromMinutes(15);

    private readonly List<TwilioMessage> _alike = [];
    private bool _isDoubtful;

    /// <summary>The list has come to messages of long before the attempt.</summary>
    public bool IsOver { get; private set; }

    public void Look(IReadOnlyList<TwilioMessage> messages)
    {
        foreach (var message in messages)
        {
            var created = TwilioTime.Read(message.DateCreated);
            if (created < evidence.StartedAt - Near) IsOver = true;
            if (message.Direction == TwilioWords.Inbound || !Answered.IsTo(evidence.To, message.To) || !IsOfLine(message)) continue;
            if (created is { } at && (at < evidence.StartedAt - Near || at > evidence.StartedAt + Near)) continue;
            if (IsAlike(message)) _alike.Add(message);
            else if ((MayBeRewritten || string.IsNullOrEmpty(message.Body)) && IsInTime(message)) _isDoubtful = true;   // an account may keep no texts
        }
    }

    public LookUpAnswer Answer(bool isWhole) => _alike switch
    {
        [var one] when IsInTime(one) && !evidence.ByTemplate && evidence.Text is not null => Found(one),
        [_, ..] => new LookUpAnswer.NoAnswer("ambiguous"),
        [] when _isDoubtful || !isWhole => new LookUpAnswer.NoAnswer("ambiguous"),
        [] => new LookUpAnswer.NotKnown(),
    };

    /// <summary>A Messaging Service may exchange letters for such as cost less.</summary>
    private bool MayBeRewritten => TwilioWords.IsService(evidence.Line);

    private static LookUpAnswer Found(TwilioMessage message)
    {
        if (message.Sid is not { Length: > 0 } sid || message.Status is null) return new LookUpAnswer.NoAnswer(HttpCodes.Unreadable);
        var (state, code) = TwilioProvider.State(message.Status, message.ErrorCode);
        return new LookUpAnswer.Found(sid, state, code, TwilioProvider.Cost(message));
    }

    private bool IsInTime(TwilioMessage message) => TwilioTime.Read(message.DateCreated) is { } at && at >= evidence.StartedAt - Before && at <= evidence.StartedAt + After;

    private bool IsOfLine(TwilioMessage message) =>
        evidence.Line is not { } line || (TwilioWords.IsService(line) ? line == message.MessagingServiceSid : Plain(line) == Plain(message.From));

    /// <summary>People write a number in many ways.</summary>
    private static string? Plain(string? line) => line?.Trim().TrimStart('+');

    /// <summary>A trial account's texts have words of Twilio's before them. What went out by template has words nobody here knows.</summary>
    private bool IsAlike(TwilioMessage message) =>
        evidence.ByTemplate || evidence.Text is not { } text || Answered.HoldsText(text, message.Body);
}
