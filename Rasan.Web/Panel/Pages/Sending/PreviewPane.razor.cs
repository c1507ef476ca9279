using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Components;
using Rasan.Core.Messages;
using Rasan.Core.Sending;
using Rasan.Core.Services;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Sending;

/// <summary>What would happen if the form were sent now. Looks a moment after a change, at what stands there then.</summary>
public sealed partial class PreviewPane(PreviewSend preview, TimeProvider clock) : ComponentBase, IDisposable
{
    private const int MostForeigners = 5, MostShare = 4;
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(250);

    private readonly CancellationTokenSource _gone = new();
    private int _seen, _asked;
    private bool _looksSoon;

    [Parameter, EditorRequired] public SendOrder Order { get; set; } = null!;
    [Parameter, EditorRequired] public RecipientList To { get; set; } = RecipientList.Empty;

    /// <summary>Another one: something was changed.</summary>
    [Parameter, EditorRequired] public int Version { get; set; }
    /// <summary>When it is to go out is typed and can't be read.</summary>
    [Parameter] public bool TimeIsUnread { get; set; }
    [Parameter] public EventCallback<PreviewResult> OnLooked { get; set; }

    private PreviewResult? Result { get; set; }

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
    }

    /// <summary>Without the rest; of two looks the later counts.</summary>
    public async Task<PreviewResult> LookNowAsync(SendOrder order, RecipientList to)
    {
        var asked = ++_asked;
        var result = await preview.RunAsync(order, [.. to.Found.Select(found => found.Asked)], CancellationToken.None);
        if (asked == _asked) Result = result;
        StateHasChanged();
        return result;
    }

    protected override void OnParametersSet()
    {
        if (Version == _seen) return;
        _seen = Version;
        if (!_looksSoon) _ = LookSoonAsync();   // changes without a pause must not put it off for ever
    }

    private async Task LookSoonAsync()
    {
        _looksSoon = true;
        await Task.Delay(Rest, clock, _gone.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        _looksSoon = false;
        if (_gone.IsCancellationRequested) return;
        try
        {
            await OnLooked.InvokeAsync(await LookNowAsync(Order, To));
        }
        catch (ForbiddenException)
        {
            // the gate before the page says so
        }
        catch (Exception exception)
        {
            await DispatchExceptionAsync(exception);
        }
    }

    /// <summary>What makes a text UCS-2 where few characters do: a curly quote in an English text, and not every letter of a Persian one.</summary>
    private static string? ForeignersIn(string text)
    {
        var few = Segments.Foreigners(text).Take(MostForeigners + 1).ToList();
        var isFew = few is { Count: > 0 and <= MostForeigners } && few.Sum(foreign => text.AsSpan().Count(foreign)) * MostShare <= text.Length;
        return isFew ? string.Join(" ", few.Select(Visible)) : null;
    }

    private static string Visible(string character)
    {
        var rune = character.EnumerateRunes().First();
        return Rune.GetUnicodeCategory(rune) is UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.SpaceSeparator
            ? string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}")
            : character;
    }

    private string CostOf(SendForecast forecast) => forecast.CostEstimate is { } cost
        ? Texts["CostOf", Shown.Money(cost), Texts.Count("Parts", forecast.Segments)]
        : Texts["CostUnknown", Texts.Count("Parts", forecast.Segments)];
}
