using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.Routing.Template;

namespace Rasan.Web.Api.Doors;

/// <summary>
/// Which methods a path knows. The panel's fallback answers to every path and method, so the router itself never says 405;
/// looked at only when nothing of the API matched.
/// </summary>
internal sealed class ApiPaths(EndpointDataSource endpoints, ParameterPolicyFactory policies)
{
    private readonly Lazy<Known[]> _paths = new(() => [.. Read(endpoints, policies)]);

    public IReadOnlyList<string> MethodsOf(PathString path) =>
        [.. _paths.Value.Where(known => known.Matches(path)).SelectMany(known => known.Methods).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static IEnumerable<Known> Read(EndpointDataSource endpoints, ParameterPolicyFactory policies) =>
        from endpoint in endpoints.Endpoints.OfType<RouteEndpoint>()
        where endpoint.Metadata.GetMetadata<RequiredScope>() is not null
        let pattern = endpoint.RoutePattern
        select new Known(new TemplateMatcher(TemplateParser.Parse(pattern.RawText!), []), [.. ConstraintsOf(pattern, policies)], endpoint.Metadata.GetRequiredMetadata<IHttpMethodMetadata>().HttpMethods);

    private static IEnumerable<(string Name, IRouteConstraint Constraint)> ConstraintsOf(RoutePattern pattern, ParameterPolicyFactory policies) =>
        from parameter in pattern.Parameters
        from policy in parameter.ParameterPolicies
        let constraint = policies.Create(parameter, policy) as IRouteConstraint
        where constraint is not null
        select (parameter.Name, constraint);

    /// <param name="Constraints">The matcher looks at the shape alone: a word in the place of a number is no path of ours.</param>
    private sealed record Known(TemplateMatcher Matcher, IReadOnlyList<(string Name, IRouteConstraint Constraint)> Constraints, IReadOnlyList<string> Methods)
    {
        public bool Matches(PathString path)
        {
            var values = new RouteValueDictionary();
            return Matcher.TryMatch(path, values) && Constraints.All(one => one.Constraint.Match(httpContext: null, route: null, one.Name, values, RouteDirection.IncomingRequest));
        }
    }
}
