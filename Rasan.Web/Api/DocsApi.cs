using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Rasan.Web.Api.Documents;
using Rasan.Web.Hosting.Settings;

namespace Rasan.Web.Api;

/// <summary>The API described for machines at /openapi/v1.json and for people, to read and to try, at /docs; needs no internet. Open to whoever is signed in, and by setting to all.</summary>
internal static class DocsApi
{
    public const string Document = "/openapi/v1.json", Page = "/docs";

    extension(IServiceCollection services)
    {
        public IServiceCollection AddApiDocs()
        {
            services.ConfigureHttpJsonOptions(options =>
            {
                options.SerializerOptions.NumberHandling = JsonNumberHandling.Strict;
                options.SerializerOptions.PropertyNamingPolicy = ApiJson.Default.Options.PropertyNamingPolicy;
                options.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            });
            return services.AddOpenApi("v1", options =>
            {
                options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) is true;
                options.AddDocumentTransformer<ApiDocument>();
                options.AddOperationTransformer<ApiOperation>();
            });
        }
    }

    extension(WebApplication app)
    {
        public void MapApiDocs()
        {
            var description = app.MapOpenApi(Document.Replace("v1", "{documentName}", StringComparison.Ordinal));
            if (app.Services.GetRequiredService<IOptions<DocsOptions>>().Value.Public is not true)
            {
                description.RequireAuthorization();
                app.UseWhen(context => context.Request.Path.StartsWithSegments(Page, StringComparison.OrdinalIgnoreCase), pages => pages.Use(SignedInOnlyAsync));
            }

            app.UseSwaggerUI(page =>
            {
                page.RoutePrefix = Page[1..];
                page.DocumentTitle = "Rasan API";
                page.SwaggerEndpoint(Document, "Rasan API v1");
            });
        }
    }

    private static Task SignedInOnlyAsync(HttpContext context, RequestDelegate next) =>
        context.User.Identity?.IsAuthenticated == true ? next(context) : context.ChallengeAsync();
}
