using System.Text.Json;
using Rasan.Core.Messages;

namespace Rasan.Web.Api.Messages;

/// <summary>What was taken on, and what was not.</summary>
/// <param name="Messages">One for each recipient, in order.</param>
/// <param name="Rejected">Those nothing can be sent to.</param>
/// <param name="Segments">Billed parts of all messages together.</param>
/// <param name="CostEstimate">Null: the price is not known.</param>
public sealed record MessagesReceipt(IReadOnlyList<AcceptedView> Messages, IReadOnlyList<RejectedView> Rejected, int Segments, MoneyView? CostEstimate)
{
    internal static byte[] Write(SendReceipt receipt, IReadOnlyList<RejectedView> rejected) => JsonSerializer.SerializeToUtf8Bytes(
        new MessagesReceipt([.. receipt.Items.Select(item => new AcceptedView(item.Id.Value, item.To.E164))], rejected, receipt.Segments, MoneyView.Of(receipt.CostEstimate)),
        ApiJson.Default.MessagesReceipt);
}

/// <param name="TrackingId">Ask for it with this id.</param>
/// <param name="To">The number, E.164.</param>
public sealed record AcceptedView(Guid TrackingId, string To);

/// <param name="To">As sent.</param>
/// <param name="Code"><c>bad_number</c>, <c>unknown_user</c>, or <c>no_channel</c>: the person has no number.</param>
public sealed record RejectedView(string To, string Code);

/// <summary>A new message on its way in place of another.</summary>
/// <param name="TrackingId">Of the new one.</param>
/// <param name="ResendOf">Of the one it repeats.</param>
/// <param name="Status">Always <c>accepted</c>.</param>
public sealed record ResendReceipt(Guid TrackingId, Guid ResendOf, string Status);

/// <param name="TrackingId">The message.</param>
/// <param name="State">Where it stands now.</param>
public sealed record StateView(Guid TrackingId, string State);
