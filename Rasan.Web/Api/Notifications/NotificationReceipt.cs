using System.Buffers.Text;
using Rasan.Core.Messages;

namespace Rasan.Web.Api.Notifications;

/// <summary>The message is on disk.</summary>
/// <param name="TrackingId">Ask for it with this id.</param>
/// <param name="Status">Always <c>accepted</c>.</param>
public sealed record NotificationReceipt(Guid TrackingId, string Status)
{
    private const int IdLength = 36;

    /// <summary>The hottest answer of all, put together without a serializer.</summary>
    internal static byte[] Write(SendReceipt receipt)
    {
        var before = "{\"tracking_id\":\""u8;
        var after = "\",\"status\":\"accepted\"}"u8;
        var body = GC.AllocateUninitializedArray<byte>(before.Length + IdLength + after.Length);
        before.CopyTo(body);
        Utf8Formatter.TryFormat(receipt.Items[0].Id.Value, body.AsSpan(before.Length), out _);
        after.CopyTo(body.AsSpan(before.Length + IdLength));
        return body;
    }
}
