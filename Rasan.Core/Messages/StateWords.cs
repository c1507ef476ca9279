using System.Collections.Frozen;

namespace Rasan.Core.Messages;

/// <summary>How a state is called outside: the exact word, and the three words of the notification API.</summary>
public static class StateWords
{
    public const string Pending = "pending";
    public const string Sent = "sent";
    public const string Failed = "failed";

    private static readonly FrozenDictionary<string, MessageState[]> ByWord = Build();

    extension(MessageState state)
    {
        /// <summary>The exact state in lower case.</summary>
        public string Word => state switch
        {
            MessageState.Scheduled => "scheduled",
            MessageState.Queued => "queued",
            MessageState.Submitting => "submitting",
            MessageState.Uncertain => "uncertain",
            MessageState.Sent => Sent,
            MessageState.Delivered => "delivered",
            MessageState.Undelivered => "undelivered",
            MessageState.Failed => Failed,
            MessageState.Blocked => "blocked",
            MessageState.Expired => "expired",
            MessageState.Cancelled => "cancelled",
            MessageState.Unconfirmed => "unconfirmed",
            _ => throw new ArgumentOutOfRangeException(nameof(state), state, message: null),
        };

        public string OutsideWord => state switch
        {
            MessageState.Scheduled or MessageState.Queued or MessageState.Submitting or MessageState.Uncertain => Pending,
            MessageState.Sent or MessageState.Delivered or MessageState.Unconfirmed => Sent,
            _ => Failed,
        };
    }

    /// <summary>The states an exact word names; <c>pending</c>, the one word that is no state's own, names all it covers. Null: no such word.</summary>
    public static IReadOnlyList<MessageState>? StatesOf(string word) => ByWord.GetValueOrDefault(word);

    private static FrozenDictionary<string, MessageState[]> Build()
    {
        var words = Enum.GetValues<MessageState>().ToDictionary(state => state.Word, state => new[] { state }, StringComparer.Ordinal);
        words[Pending] = [.. Enum.GetValues<MessageState>().Where(state => state.OutsideWord == Pending)];
        return words.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
