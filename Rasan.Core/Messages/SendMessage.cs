using System.Text.Json;
using Rasan.Core.Channels;
using Rasan.Core.Dispatching;
using Rasan.Core.Intents;
using Rasan.Core.Ledgers;
using Rasan.Core.Routes;
using Rasan.Core.Services;
using Rasan.Core.Storage;
using Rasan.Core.Templates;

namespace Rasan.Core.Messages;

/// <summary>Takes an order on: says yes only after every message of it is on the disk.</summary>
public sealed class SendMessage(Catalogs catalogs, Ledger ledger, MessageTexts texts, KeptAnswers kept, SeenIntents seen, TimeProvider clock)
{
    private static readonly TimeSpan FarthestSchedule = TimeSpan.FromDays(366);

    public async Task<SendResult> RunAsync(SendOrder order, CancellationToken ct)
    {
        order.Caller.Demand(NeededFor(order));
        var result = await TakeOnAsync(order);
        if (order.DryRun || result is not (SendResult.Refused or SendResult.Invalid)) return result;
        return await kept.FindAsync(order.Caller, order.TenantKey, order.Idempotency) ?? result;   // unless it was taken on before, when nothing stood against it
    }

    // A dry run sends nothing, and tells of accounts and rules only what every message shows that was sent by them.
    private static Permissions NeededFor(SendOrder order) =>
        order.DryRun && !order.Caller.May(Permissions.Send) ? Permissions.SeeMessages : Permissions.Send;

    private async Task<SendResult> TakeOnAsync(SendOrder order)
    {
        var catalog = catalogs.Current;
        var now = clock.GetUtcNow();
        if (Tenant(catalog, order) is not { } tenant)
            return new SendResult.Refused(order.Caller.MayActFor(order.TenantKey) ? "unknown_tenant" : "foreign_tenant", order.TenantField, order.TenantKey);
        var rule = catalog.Intents.Find(order.Caller.Service.Id, order.Intent, order.OtpDoor);
        var channel = order.To.Count == 0 && !(order.DryRun && order.NobodyYet) ? null : catalog.Channels.Choose(order.Caller.Service.Id, order.Channel, rule.Channels);
        if (channel is null) return new SendResult.Refused("no_channel");
        var faults = new List<Fault>();
        if (order.ScheduledAt > now + FarthestSchedule) faults.Add(new("scheduled_at", "too_far"));
        var content = Compose(catalog, order, faults);
        if (faults.Count > 0 || content is null) return new SendResult.Invalid(faults);

        var draft = new Draft(order, tenant, rule, channel, content, now, catalog.DayOf(order.Caller.Service.Id, now));
        var plan = RoutePlanner.Plan(catalog.Routes, Question(catalog, draft), draft.DueAt);
        if (LineFault(plan, order) is { } wrongLine) return new SendResult.Invalid([wrongLine]);
        if (order.DryRun) return new SendResult.DryRun(draft.Forecast(plan));
        var (rows, receipt) = Draw(draft, plan);
        var result = await StoreAsync(order, rows, receipt, now);
        if (result is SendResult.Accepted && !catalog.Intents.IsDefined(order.Caller.Service.Id, order.Intent)) seen.Saw(order.Caller.Service.Id, order.Intent, rule.Kind, rows.Length, now);
        return result;
    }

    private async Task<SendResult> StoreAsync(SendOrder order, MessageRow[] rows, SendReceipt receipt, DateTimeOffset now)
    {
        try
        {
            return await ledger.AppendAsync(new(rows, kept.Seal(order, receipt, now), order.Operation)) switch
            {
                AppendResult.Stored => new SendResult.Accepted(receipt),
                AppendResult.Replayed(var status, var body) => new SendResult.Replayed(status, kept.Open(body)),
                _ => new SendResult.Conflict(),
            };
        }
        catch (StorageUnavailableException unavailable)
        {
            return new SendResult.Unavailable(unavailable.Fault);
        }
        catch (LedgerFullException)
        {
            return new SendResult.Unavailable(StorageFault.None);
        }
    }

    private static RouteQuestion Question(Catalog catalog, Draft draft) => RouteAbout.Of(catalog, draft.Order.AboutAccount,
        new(draft.Order.Caller.Service.Id, draft.Of.Id, draft.Order.Intent, draft.Rule.Kind, draft.Channel.Channel)
        {
            Line = draft.Order.Line,
            Segments = draft.SegmentsEach,
            Length = draft.What.Text.Length,
            TemplateId = draft.What.TemplateId,
            Language = catalog.LanguageOf(draft.What.TemplateId, draft.What.Language),
            Values = draft.What.Values,
        });

    /// <summary>The line that was asked for will never carry this message.</summary>
    private static Fault? LineFault(RoutePlan plan, SendOrder order)
    {
        if (order.Line is null || plan.Choices.Count > 0) return null;
        if (!plan.Skipped.All(skip => skip.Reason is RouteReason.LineMissing or RouteReason.LineClass or RouteReason.LineIntent)) return null;
        var nearest = plan.Skipped.FirstOrDefault(skip => skip.Reason != RouteReason.LineMissing)?.Reason;
        return new(order.LineField, nearest ?? "unknown_line", order.Line);
    }

    private static Tenant? Tenant(Catalog catalog, SendOrder order)
    {
        var own = order.Caller.Tenant;
        if (order.Tenant is { } repeated) return catalog.Tenants.GetValueOrDefault((order.Caller.Service.Id, catalog.TenantKeys.GetValueOrDefault(repeated, "")));
        if (order.TenantKey is not { } key) return own ?? catalog.DefaultTenant(order.Caller.Service);
        if (own is not null) return own.Key == key ? own : null;
        return catalog.Tenants.GetValueOrDefault((order.Caller.Service.Id, key));
    }

    private static Content? Compose(Catalog catalog, SendOrder order, List<Fault> faults)
    {
        if (order.Text is { } plain)
        {
            return new(plain, order.FilledWith, order.MadeOf, Segments.Count(plain), order.Language);
        }

        if (order.TemplateKey is not { } key || !catalog.Templates.TryGetValue((order.Caller.Service.Id, key), out var template))
        {
            faults.Add(new(order.TemplateField, "unknown_template", order.TemplateKey));
            return null;
        }

        var bound = Variables.Bind(template.Default.Variables, order.Variables);
        foreach (var fault in bound.Faults) faults.Add(new(fault.Code == Variables.WrongType ? PathOf(order.VariablesField, fault.Variable) : order.VariablesField, fault.Code, fault.Variable));
        if (!bound.IsGood) return null;
        var language = order.Language ?? order.Caller.Service.Language;
        var wording = template.In(language);
        if (wording.FirstMissing(bound.Values) is { } missing)
        {
            faults.Add(new(order.VariablesField, Variables.Missing, missing));
            return null;
        }

        var text = wording.Render(bound.Values);
        if (text.Length == 0) faults.Add(new(order.TemplateField, "empty_text", key));
        return new(text, bound.Values, template.Template.Id, Segments.Count(text), language);
    }

    private static string PathOf(string field, string variable) => variable is "" or ['[', ..] ? field + variable : $"{field}.{variable}";

    private (MessageRow[] Rows, SendReceipt Receipt) Draw(Draft draft, RoutePlan plan)
    {
        var variables = draft.What.Values is { Count: > 0 } values ? JsonSerializer.Serialize(values, SealedJson.Default.IReadOnlyDictionaryStringString) : null;
        var isSealed = draft.Rule.Kind == Kind.Otp;
        var sealedText = isSealed ? texts.Seal(draft.What.Text, variables) : null;
        var to = draft.Order.To;
        var rows = new MessageRow[to.Count];
        var items = new SentItem[to.Count];
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = draft.Row(to[i], isSealed ? null : draft.What.Text, isSealed ? null : variables, sealedText);
            items[i] = new(rows[i].Body.TrackingId, to[i]);
        }
        return (rows, new(items, draft.Segments, draft.Estimate(plan)));
    }

    private sealed record Content(string Text, IReadOnlyDictionary<string, string>? Values, long? TemplateId, SegmentCount Count, string? Language);

    private sealed record Draft(SendOrder Order, Tenant Of, IntentRule Rule, ChannelChoice Channel, Content What, DateTimeOffset Now, int Day)
    {
        private readonly string? _tags = MessageTags.Join(Order.Tags);

        private readonly string? _skipped = Channel.Skipped is { } passed && Order.OtherChannels is { } others ? $"{passed},{others}" : Channel.Skipped ?? Order.OtherChannels;

        private readonly SendTiming _timing = SendTiming.Of(Rule, Order.ScheduledAt, Now);

        /// <summary>A call is not counted in parts of a text.</summary>
        public int SegmentsEach => Channel.Channel == ChannelKeys.Voice ? 0 : What.Count.Segments;

        public int Segments => SegmentsEach * Order.To.Count;

        public DateTimeOffset DueAt => _timing.DueAt;

        private Lane Lane => Order.Priority is { } asked && asked > Rule.Lane ? asked : Rule.Lane;

        public Money? Estimate(RoutePlan plan) =>
            SegmentsEach > 0 && plan.Choices is [{ Account.PricePerSegment: { } price }, ..] ? price with { Amount = price.Amount * Segments } : null;

        public SendForecast Forecast(RoutePlan plan) => new()
        {
            Text = What.Text,
            Count = What.Count,
            Segments = Segments,
            CostEstimate = Estimate(plan),
            Plan = plan,
            Rule = Rule,
            Channel = Channel,
            Lane = Lane,
            Timing = _timing,
        };

        public MessageRow Row(Recipient to, string? text, string? variables, byte[]? sealedText) => new()
        {
            Body = Body(to, text, variables, sealedText),
            State = _timing.DueAt > Now ? MessageState.Scheduled : MessageState.Queued,
            StateAt = Now.ToUnixTimeMilliseconds(),
            DueAt = _timing.DueAt.ToUnixTimeMilliseconds(),
            ExpiresAt = _timing.ExpiresAt.ToUnixTimeMilliseconds(),
            Fault = _timing.WaitsForWindow ? RouteReason.OutsideWindow : null,
        };

        private MessageBody Body(Recipient to, string? text, string? variables, byte[]? sealedText) => new()
        {
            TrackingId = TrackingId.New(Now),
            ServiceId = Order.Caller.Service.Id,
            TenantId = Of.Id,
            TokenId = Order.Caller.TokenId,
            Channel = Channel.Channel,
            SkippedChannels = _skipped,
            Kind = Rule.Kind,
            Lane = Lane,
            Intent = Order.Intent,
            Recipient = to.E164,
            Text = text,
            Variables = variables,
            Sealed = sealedText,
            Segments = SegmentsEach,
            Language = What.Language,
            TemplateId = What.TemplateId,
            Line = Order.Line,
            CreatedAt = Now.ToUnixTimeMilliseconds(),
            Day = Day,
            ScheduledAt = Order.ScheduledAt?.ToUnixTimeMilliseconds(),
            Reference = Order.Reference,
            Tags = _tags,
            ResendOf = Order.ResendOf,
            AboutAccountId = Order.AboutAccount,
        };
    }
}
