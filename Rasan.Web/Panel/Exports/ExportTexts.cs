using System.Globalization;
using System.Resources;

namespace Rasan.Web.Panel.Exports;

/// <summary>Column headers, in the reader's language. What says a time says in its header that it is UTC.</summary>
internal sealed class ExportTexts(CultureInfo reader)
{
    private static readonly ResourceManager Resources = new(typeof(ExportTexts));

    public string this[string key] => Resources.GetString(key, reader) ?? key;
}
