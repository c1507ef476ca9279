using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Rasan.Web.Panel;

/// <summary>The words that Radzen's components show, from our own texts; what is not there stays Radzen's English.</summary>
internal sealed class RadzenTexts(IStringLocalizer<RadzenTexts> texts) : Radzen.ILocalizer
{
    public string? Get(string key, CultureInfo culture) => texts[key] is { ResourceNotFound: false } text ? text.Value : null;
}
