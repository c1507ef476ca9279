namespace Rasan.Web.Panel.Frame;

/// <summary>What a browser is told about every page: everything it needs comes from this program, and no other site may show it in a frame.</summary>
internal static class SafeHeaders
{
    /// <summary>Styles may stand in attributes: the component library places its boxes so.</summary>
    private const string OwnOnly = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static Task SetAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
#pragma warning disable S7039 // 'unsafe-inline' is for style attributes alone: the component library places its boxes by them
        if (!context.Request.Path.StartsWithSegments(Api.DocsApi.Page, StringComparison.OrdinalIgnoreCase)) headers.ContentSecurityPolicy = OwnOnly;   // that page is the library's own, with a script inside
#pragma warning restore S7039
        return next(context);
    }
}
