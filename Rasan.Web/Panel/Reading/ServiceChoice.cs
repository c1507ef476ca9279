using Rasan.Core.Services;

namespace Rasan.Web.Panel.Reading;

/// <summary>Which service a page speaks of. The address says it; a page that is of no service keeps the last one.</summary>
public sealed class ServiceChoice(Reader reader)
{
    private string? _last;

    /// <param name="path">With its leading slash: <c>/s/shop/messages?state=failed</c>.</param>
    /// <returns>Null: they may enter none.</returns>
    public Caller? Find(string path)
    {
        if (Addresses.ServiceOf(path) is { } key && reader.In(key) is { } named)
        {
            _last = key;
            return named;
        }

        return reader.In(_last) ?? (reader.Services is [var first, ..] ? reader.In(first.Key) : null);
    }
}
