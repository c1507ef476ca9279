using Microsoft.AspNetCore.Routing.Template;

namespace Rasan.Web.Api.Doors;

/// <summary>
/// Which methods a path knows. The panel's fallback answers to every path and method, so the router itself never says 405;
/// looked at only when nothing of the API matched.
/// </summary>
internal sealed class ApiPaths(EndpointDataSource endpoints)
{
    private readonly Lazy<(TemplateMatcher Matcher, IReadOnlyList<string> Methods)[]> _paths = new(() => [.. Read(endpoints)]);

    public IReadOnlyList<string> MethodsOf(PathString path) =>
        [.. _paths.Value.Where(known => known.Matcher.TryMatch(path, [])).SelectMany(known => known.Methods).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static IEnumerable<(TemplateMatcher, IReadOnlyList<string>)> Read(EndpointDataSource endpoints) =>
        from endpoint in endpoints.Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<RequiredScope>() is not null
        select (new TemplateMatcher(TemplateParser.Parse(endpoint.RoutePattern.RawText!), []), endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods);
}
