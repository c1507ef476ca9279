using Rasan.Core.Dispatching;
using Rasan.Core.Intents;
using Rasan.Core.Ledgers;
using Rasan.Core.Messages;

namespace Rasan.Tests.Support;

/// <summary>Rows as the accept path makes them, of the first service and its default tenant.</summary>
public static class MessageRows
{
    public static MessageRow Ready(int number, MessageState state = MessageState.Queued)
    {
        var now = TimeProvider.System.GetUtcNow();
        var at = now.ToUnixTimeMilliseconds();
        return new()
        {
            Body = new()
            {
                TrackingId = TrackingId.New(now),
                ServiceId = 1,
                TenantId = 1,
                Channel = "sms",
                Kind = Kind.Transactional,
                Lane = Lane.Normal,
                Intent = "ORDER_PAID",
                Recipient = "+989120000111",
                Text = $"text {number}",
                Segments = 1,
                CreatedAt = at,
                Day = (int)(at / 86_400_000),
            },
            State = state,
            StateAt = at,
            DueAt = at,
            ExpiresAt = at + 3_600_000,
        };
    }
}
