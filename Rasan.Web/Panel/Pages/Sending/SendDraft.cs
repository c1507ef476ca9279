using System.Globalization;
using System.Text.Json;
using Rasan.Core.Messages;
using Rasan.Core.Sending;
using Rasan.Core.Services;
using Rasan.Core.Templates;
using Rasan.Web.Api;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Sending;

/// <summary>A form while it is filled in; what is typed stays as it was typed.</summary>
public sealed class SendDraft
{
    public const string ToField = "to", TextField = "text", TemplateField = "template", VariablesField = "params", IntentField = "intent", LineField = "line",
        TimeField = "scheduled_at", ReferenceField = "reference", TagsField = "tags";

    /// <summary>The moment that was chosen has gone by: our own word, the API takes the past for now.</summary>
    public const string PastTime = "time_is_past";

    /// <summary>Its picker says so where it stands.</summary>
    public const string UnreadTime = "time_is_unread";

    private static readonly char[] TagSeparators = [',', '،', ';', '؛'];

    public string Recipients { get; set; } = "";
    public List<long> People { get; } = [];
    public bool FromTemplate { get; set; }
    public string Text { get; set; } = "";
    public TemplateEntry? Template { get; private set; }
    public string? Language { get; set; }
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);
    public string Intent { get; set; } = SendChoices.DefaultIntent;
    public string? Line { get; set; }
    public DateTimeOffset? ScheduledAt { get; set; }

    /// <summary>What was typed is no time; nothing is sent at once because of it.</summary>
    public bool TimeIsUnread { get; set; }
    public string Reference { get; set; } = "";
    public string Tags { get; set; } = "";

    /// <summary>The farthest that may be chosen.</summary>
    public static DateTimeOffset Horizon(DateTimeOffset now) => now.AddDays(365);

    /// <summary>Values of variables stay, should another template have the same.</summary>
    public void Choose(TemplateEntry? template, string serviceLanguage)
    {
        Template = template;
        Language = template is null ? null : template.ByLanguage.ContainsKey(serviceLanguage) ? serviceLanguage : template.Template.DefaultLanguage;
    }

    /// <summary>Complete or not: what is wrong with it is added to the faults.</summary>
    public SendOrder ToOrder(Caller caller, RecipientList to, DateTimeOffset now, List<Fault> faults)
    {
        var check = new Check(now);
        if (to.Found.Count == 0) check.Add(ToField, "required");
        if (to.Found.Count > RecipientList.Most) check.Add(ToField, "too_many", Shown.Number(RecipientList.Most));
        if (FromTemplate && Template is null) check.Add(TemplateField, "required");
        if (!FromTemplate) check.Content(TextField, Text, TemplateField, template: null);
        if (TimeIsUnread) check.Add(TimeField, UnreadTime);
        if (ScheduledAt < now) check.Add(TimeField, PastTime);
        if (ScheduledAt > Horizon(now)) check.Add(TimeField, "too_far", Shown.Digits(ScheduledAt.Value.ToString(CultureInfo.CurrentCulture.DateTimeFormat.ShortDatePattern, CultureInfo.CurrentCulture)));
        var order = new SendOrder
        {
            Caller = caller,
            To = [],
            Text = FromTemplate ? null : Text,
            TemplateKey = FromTemplate ? Template?.Template.Key : null,
            Variables = FromTemplate ? Filled() : null,
            Language = FromTemplate ? Language : null,
            Intent = check.Optional(IntentField, Intent.Trim(), Check.LongestKey) ?? SendChoices.DefaultIntent,
            Line = Line,
            ScheduledAt = ScheduledAt,
            Reference = check.Optional(ReferenceField, Reference.Trim(), Check.LongestReference),
            Tags = check.Tags(TagsField, Tags.Split(TagSeparators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)),
        };
        faults.AddRange(check.Faults ?? []);
        return order;
    }

    /// <summary>What is left empty is missing, and is not an empty value.</summary>
    private JsonElement Filled() => JsonSerializer.SerializeToElement(
        Template?.Default.Variables.Where(name => !string.IsNullOrWhiteSpace(Variables.GetValueOrDefault(name))).ToDictionary(name => name, name => Variables[name], StringComparer.Ordinal) ?? []);
}
