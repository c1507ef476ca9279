using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Rasan.Core.Messages;
using Rasan.Core.Sending;
using Rasan.Core.Services;
using Rasan.Core.Templates;
using Rasan.Web.Panel.Reading;
using Rasan.Web.Panel.Words;

namespace Rasan.Web.Panel.Pages.Routing;

/// <summary>Which rule and which accounts a message would get now, and why not the others. What it says is the dry run's own, and follows every change of the rules.</summary>
public sealed partial class ExplainBox(Catalogs catalogs, SendMessage send) : ComponentBase, IDisposable
{
    private const string SampleValue = "1234";

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);
    private IReadOnlyList<Fault> _faults = [];
    private EventHandler? _changed;

    [Parameter, EditorRequired] public Caller Caller { get; set; } = null!;

    private string Intent { get; set; } = SendChoices.DefaultIntent;
    private string To { get; set; } = "";
    private string Tenant { get; set; } = "";
    private string Template { get; set; } = "";
    private string Text { get; set; } = "";
    private SendForecast? Forecast { get; set; }
    private string? Refusal { get; set; }

    private IEnumerable<string> Intents => catalogs.Current.Intents.KeysFor(Caller.Service.Id).Prepend(SendChoices.DefaultIntent).Distinct(StringComparer.Ordinal);

    private IReadOnlyList<string> Tenants => [.. catalogs.Current.Tenants.Keys.Where(tenant => tenant.Service == Caller.Service.Id).Select(tenant => tenant.Key).Order(StringComparer.Ordinal)];

    private IReadOnlyList<TemplateEntry> Templates =>
        [.. catalogs.Current.Templates.Where(template => template.Key.Service == Caller.Service.Id).Select(template => template.Value).OrderBy(template => template.Template.Key, StringComparer.Ordinal)];

    private TemplateEntry? Chosen => catalogs.Current.Templates.GetValueOrDefault((Caller.Service.Id, Template));

    public void Dispose() => catalogs.Changed -= _changed;

    protected override async Task OnInitializedAsync()
    {
        (Tenant, Text) = (Caller.Service.Key, Texts["SampleText"]);
        if (!RendererInfo.IsInteractive) return;
        _changed = AsReader.Do(() => _ = InvokeAsync(FollowAsync));
        catalogs.Changed += _changed;
        await AskAsync();
    }

    private string? FaultOf(string field) => _faults.FirstOrDefault(fault => fault.Field == field || fault.Field.StartsWith(field + ".", StringComparison.Ordinal)) is { } fault ? PanelWords.WrongValue(fault) : null;

    private string ValueOf(string variable) => _values.GetValueOrDefault(variable, SampleValue);

    private Task SetAsync(string variable, string? typed)
    {
        _values[variable] = typed ?? "";
        return AskAsync();
    }

    private async Task FollowAsync()
    {
        await AskAsync();
        StateHasChanged();
    }

    private async Task AskAsync()
    {
        (_faults, Forecast, Refusal) = ([], null, null);
        if (Order() is not { } order) return;
        try
        {
            switch (await send.RunAsync(order, CancellationToken.None))
            {
                case SendResult.DryRun(var forecast):
                    Forecast = forecast;
                    break;
                case SendResult.Invalid(var faults):
                    _faults = faults;
                    break;
                case SendResult.Refused(var code, _, _):
                    Refusal = code;
                    break;
            }
        }
        catch (ForbiddenException)
        {
            Refusal = "not_found";
        }
    }

    /// <returns>Null: the number can't be read.</returns>
    private SendOrder? Order()
    {
        Recipient to = default;
        if (!string.IsNullOrWhiteSpace(To) && !Recipient.TryParse(To, out to))
        {
            _faults = [new("to", Addressee.BadNumber, To)];
            return null;
        }

        var template = Chosen;
        return new()
        {
            Caller = Caller,
            TenantKey = Tenant,
            Intent = string.IsNullOrWhiteSpace(Intent) ? SendChoices.DefaultIntent : Intent.Trim(),
            To = to == default ? [] : [to],
            Text = template is null ? Text : null,
            TemplateKey = template?.Template.Key,
            Variables = template is null ? null : JsonSerializer.SerializeToElement(template.Default.Variables.ToDictionary(variable => variable, ValueOf, StringComparer.Ordinal)),
            DryRun = true,
            NobodyYet = true,
        };
    }
}
