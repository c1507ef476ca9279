using Rasan.Web.Api.Doors;

namespace Rasan.Web.Api;

/// <summary>Who am I: what a program's token stands for.</summary>
/// <param name="ClientId">Key of the service.</param>
/// <param name="TenantId">Key of the tenant it is bound to; null: every tenant of the service.</param>
/// <param name="Name">What the token is called.</param>
/// <param name="Scopes">What it may do.</param>
/// <param name="ExpiresAt">When it ends; null: never.</param>
/// <param name="RatePerMinute">Requests per minute; null: no limit.</param>
/// <param name="QuotaLeft">Messages it may still send; null: no quota.</param>
public sealed record TokenView(
    string ClientId, string? TenantId, string Name, IReadOnlyList<string> Scopes, DateTime? ExpiresAt, int? RatePerMinute, long? QuotaLeft);

internal static class TokenApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/token", Describe).RequireToken().WithTags("Token").WithName("DescribeToken").WithSummary("Who am I");

    private static Answered<TokenView> Describe(ApiRequest request)
    {
        var token = request.Token.Token;
        return Answers.Ok(new TokenView(
            request.Token.Service.Key, request.Token.Tenant?.Key, token.Name, [.. request.Token.Scopes.Order(StringComparer.Ordinal)],
            token.ExpiresAt?.UtcDateTime, token.RatePerMinute, QuotaLeft: null));
    }
}
