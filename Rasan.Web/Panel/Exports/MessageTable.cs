using System.Globalization;
using Rasan.Core.Accounts;
using Rasan.Core.Intents;
using Rasan.Core.Messages;
using Rasan.Core.Services;

namespace Rasan.Web.Panel.Exports;

/// <summary>Messages as a file shows them: numbers masked and texts left out for who may not see them, one-time codes for everybody.</summary>
internal sealed class MessageTable(Caller caller, Catalog catalog, CultureInfo reader)
{
    private const string Hidden = "***";

    private readonly ExportTexts Texts = new(reader);

    public ExportTable<Message> Table() => new(
    [
        new(Texts["TrackingId"], m => m.TrackingId.ToString()),
        new(Texts["Accepted"], m => (DateTimeOffset?)m.CreatedAt),
        new(Texts["State"], m => m.State.Word),
        new(Texts["StateAt"], m => (DateTimeOffset?)m.StateAt),
        new(Texts["Fault"], m => m.Fault),
        new(Texts["Recipient"], m => caller.ShownNumber(m.Recipient)),
        .. TextColumn(),
        new(Texts["Intent"], m => m.Intent),
        new(Texts["Kind"], m => m.Kind.Word),
        new(Texts["Channel"], m => m.Channel),
        new(Texts["Tenant"], m => catalog.TenantKeys.GetValueOrDefault(m.TenantId)),
        new(Texts["Template"], m => m.TemplateId is { } id ? catalog.TemplatesById.GetValueOrDefault(id)?.Template.Key : null),
        new(Texts["Account"], m => AccountOf(m)?.Name),
        new(Texts["Provider"], m => AccountOf(m)?.Provider),
        new(Texts["Line"], m => AccountOf(m)?.Lines.Find(line => line.Id == m.LineId)?.Number ?? m.Line),
        new(Texts["Attempts"], m => m.AttemptCount),
        new(Texts["MayArriveTwice"], m => m.MayArriveTwice),
        new(Texts["Segments"], m => m.Segments),
        new(Texts["Cost"], m => CostOf(m)?.Amount),
        new(Texts["Currency"], m => CostOf(m)?.Currency),
        new(Texts["Scheduled"], m => m.ScheduledAt),
        new(Texts["Expires"], m => (DateTimeOffset?)m.ExpiresAt),
        new(Texts["Delivered"], m => m.DeliveredAt),
        new(Texts["Reference"], m => caller.Shown(m.Reference)),
        new(Texts["Tags"], m => m.Tags is { } tags ? string.Join(',', MessageTags.Split(tags).Select(caller.Shown)) : null),
        new(Texts["ResendOf"], m => m.ResendOf?.ToString()),
    ]);

    private IEnumerable<ExportColumn<Message>> TextColumn() =>
        caller.May(Permissions.SeeTexts) ? [new(Texts["Text"], m => m.Kind == Kind.Otp || m.Sealed is not null ? Hidden : m.Text)] : [];

    private Account? AccountOf(Message message) => message.AccountId is { } id ? catalog.Accounts.GetValueOrDefault(id) : null;

    private static Money? CostOf(Message message) => message is { CostMicros: { } micros, Currency: { } currency } ? Money.FromMicros(micros, currency) : null;
}
