using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Rasan.Tests.Support;
using Rasan.Web.Api.Doors;

namespace Rasan.Tests.Api;

/// <summary>The API described for machines and for people.</summary>
public sealed class DocumentTests(ApiFixture api)
{
    [Fact]
    public async Task Every_endpoint_is_described_with_its_token_its_body_and_its_refusals()
    {
        var document = (await api.Client().GetAsync("/openapi/v1.json")).Json;
        var described = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => (Path: path.Name, Method: operation.Name.ToUpperInvariant(), Operation: operation.Value))).ToList();
        var served = api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<RequiredScope>() is not null)
            .Select(endpoint => (Path: endpoint.RoutePattern.RawText!.Replace(":long", "", StringComparison.Ordinal), Method: endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Single()));
        Assert.Equal(served.Order(), described.Select(d => (d.Path, d.Method)).Order());

        Assert.All(described, d =>
        {
            Assert.True(d.Operation.TryGetProperty("security", out _), d.Path);
            Assert.True(d.Operation.TryGetProperty("operationId", out _), d.Path);
            foreach (var status in new[] { "401", "403", "429", "500" })
                Assert.Equal("#/components/schemas/Problem", d.Operation.GetProperty("responses").GetProperty(status).GetProperty("content").GetProperty("application/problem+json").GetProperty("schema").GetProperty("$ref").GetString());
        });
        AssertReferencesLead(document, document);
    }

    [Fact]
    public async Task The_seeds_example_is_shown_and_the_required_fields_are_named()
    {
        var document = (await api.Client().GetAsync("/openapi/v1.json")).Json;
        var otp = document.GetProperty("paths").GetProperty("/api/v1/notifications/otp/send").GetProperty("post");
        Assert.Equal("09120000111", otp.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example").GetProperty("phone").GetString());
        var schema = document.GetProperty("components").GetProperty("schemas").GetProperty("SendOtpRequest");
        Assert.Equal(["phone", "internal_template_key"], schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(["array", "object"], schema.GetProperty("properties").GetProperty("params").GetProperty("type").EnumerateArray().Select(type => type.GetString()).Order(StringComparer.Ordinal));
        Assert.Equal(
            ["phone", "internal_template_key", "tenant_id", "params", "options"], schema.GetProperty("properties").EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public async Task The_page_needs_nothing_from_elsewhere()
    {
        var page = await api.Client().GetAsync("/docs/index.html");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.DoesNotContain("//cdn", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("=\"http", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, (await api.Client().GetAsync("/docs/swagger-ui-bundle.js")).Status);
    }

    [Fact]
    public async Task Outside_development_it_leads_to_the_sign_in_unless_opened()
    {
        await using var closed = new RasanApp();
        await using var production = closed.WithWebHostBuilder(builder => builder.UseSetting("environment", "Production"));
        using var client = production.CreateClient(new() { AllowAutoRedirect = false });
        foreach (var path in new[] { "/docs/index.html", "/openapi/v1.json" })
            Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync(path, TestContext.Current.CancellationToken)).StatusCode);
    }

    private static void AssertReferencesLead(JsonElement element, JsonElement document)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    if (property.Name != "$ref") AssertReferencesLead(property.Value, document);
                    else Assert.True(document.GetProperty("components").GetProperty("schemas").TryGetProperty(property.Value.GetString()!.Split('/')[^1], out _), property.Value.ToString());
                }
                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray()) AssertReferencesLead(item, document);
                break;
        }
    }
}
