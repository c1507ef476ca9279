using Rasan.Core.Services;

namespace Rasan.Web.Panel.Reading;

/// <summary>Which service a page speaks of. The address says it; a page that is of no service keeps the last one.</summary>
public sealed class ServiceChoice(Reader reader, IHttpContextAccessor http)
{
    private const string Cookie = "rasan-service";
    private string? _last;

    /// <param name="path">With its leading slash: <c>/s/shop/messages?state=failed</c>.</param>
    /// <returns>Null: they may enter none.</returns>
    public Caller? Find(string path)
    {
        if (Addresses.ServiceOf(path) is { } key && reader.In(key) is { } named)
        {
            if (_last != key) Remember(key);
            return named;
        }

        return reader.In(_last ?? http.HttpContext?.Request.Cookies[Cookie]) ?? (reader.Services is [var first, ..] ? reader.In(first.Key) : null);
    }

    /// <summary>For the next page that is loaded; a circuit can set no cookie and keeps it for itself.</summary>
    private void Remember(string key)
    {
        _last = key;
        if (http.HttpContext is { Response.HasStarted: false } context)
            context.Response.Cookies.Append(Cookie, key, new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = context.Request.IsHttps });
    }
}
