using Rasan.Core.Services;

namespace Rasan.Core.Messages;

/// <summary>One recipient and what they would read.</summary>
/// <param name="Asked">As it was written: a number, or <c>user:7</c>.</param>
/// <param name="To">The number; masked for who may not see numbers.</param>
/// <param name="Text">The text.</param>
public sealed record PreviewText(string Asked, string To, string Text);

/// <param name="To">As it was written.</param>
/// <param name="Code">One of <see cref="Addressee"/>'s.</param>
public sealed record RefusedRecipient(string To, string Code);

/// <summary>What the send page shows before anything is sent.</summary>
/// <param name="Forecast">Text, segments, cost, route and time.</param>
/// <param name="Outlook">What the next character would cost.</param>
/// <param name="Recipients">How many would get it.</param>
/// <param name="Texts">The first of them.</param>
/// <param name="Refused">Those nothing can be sent to.</param>
public sealed record SendPreview(
    SendForecast Forecast, SegmentOutlook Outlook, int Recipients, IReadOnlyList<PreviewText> Texts, IReadOnlyList<RefusedRecipient> Refused);

/// <summary>Says how an order would go, before anybody is named even. The answer is the dry run's own: what is shown is what will be done.</summary>
public sealed class PreviewSend(Catalogs catalogs, SendMessage send)
{
    /// <summary>Recipients whose text is shown.</summary>
    public const int TextsShown = 5;

    /// <param name="order">What is to be sent; its own recipients are not looked at.</param>
    /// <param name="to">Recipients as they were written: numbers, <c>user:ID</c>.</param>
    /// <param name="ct">Ends it early.</param>
    public async Task<PreviewResult> RunAsync(SendOrder order, IReadOnlyList<string> to, CancellationToken ct)
    {
        order.Caller.Demand(Permissions.Send);
        var catalog = catalogs.Current;
        var (asked, found, refused) = (new List<string>(to.Count), new List<Recipient>(to.Count), new List<RefusedRecipient>());
        foreach (var text in to)
        {
            if (Addressee.Find(text, catalog, order.Caller.Service.Id, out var recipient) is { } code)
            {
                refused.Add(new(text, code));
                continue;
            }
            asked.Add(text);
            found.Add(recipient);
        }

        return await send.RunAsync(order with { To = found, DryRun = true, NobodyYet = true, Idempotency = null }, ct) switch
        {
            SendResult.DryRun(var forecast) => new PreviewResult.Ready(new(
                forecast, Segments.Outlook(forecast.Text), found.Count,
                [.. found.Take(TextsShown).Select((recipient, i) => new PreviewText(asked[i], ShownTo(order.Caller, recipient), forecast.Text))], refused)),
            SendResult.Invalid(var faults) => new PreviewResult.Invalid(faults, refused),
            SendResult.Refused(var code, var field, var value) => new PreviewResult.Refused(code, field, value),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static string ShownTo(Caller caller, Recipient recipient) => caller.May(Permissions.SeeNumbers) ? recipient.E164 : recipient.ToString();
}

/// <summary>What a preview has to say.</summary>
public abstract record PreviewResult
{
    private PreviewResult() { }

    public sealed record Ready(SendPreview Preview) : PreviewResult;

    /// <summary>A value is wrong or still missing: a template's variable, a line that no account has.</summary>
    public sealed record Invalid(IReadOnlyList<Fault> Faults, IReadOnlyList<RefusedRecipient> Recipients) : PreviewResult;

    /// <summary>Refused as a whole: <c>no_channel</c>, <c>unknown_tenant</c>, <c>foreign_tenant</c>.</summary>
    public sealed record Refused(string Code, string? Field = null, string? Value = null) : PreviewResult;
}
