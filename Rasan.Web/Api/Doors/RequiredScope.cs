namespace Rasan.Web.Api.Doors;

/// <summary>What a token must be allowed to do here; every endpoint under /api says it.</summary>
/// <param name="Scope">Null: any living token.</param>
internal sealed record RequiredScope(string? Scope);

internal static class RequiredScopeSetup
{
    extension<TBuilder>(TBuilder endpoints) where TBuilder : IEndpointConventionBuilder
    {
        public TBuilder RequireScope(string scope) => endpoints.WithMetadata(new RequiredScope(scope));

        public TBuilder RequireToken() => endpoints.WithMetadata(new RequiredScope(Scope: null));
    }
}
