using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Rasan.Bench.Machine;

namespace Rasan.Bench.Roles;

/// <summary>What everything is measured against: a bare minimal API, JSON in, 202 out.</summary>
internal static class EchoServer
{
    public static async Task RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(o => o.SerializerOptions.TypeInfoResolverChain.Insert(0, EchoJson.Default));
        await using var app = builder.Build();
        app.MapPost("/echo", (EchoRequest request) =>
            TypedResults.Accepted((string?)null, new EchoReceipt(Guid.CreateVersion7(), request.Phone is null ? "empty" : "accepted")));
        await app.StartAsync();
        await Child.ServeAsync(app);
    }
}

internal sealed record EchoRequest(string? Phone, string? InternalTemplateKey, JsonElement? Params, JsonElement? Options);

internal sealed record EchoReceipt(Guid TrackingId, string Status);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(EchoRequest))]
[JsonSerializable(typeof(EchoReceipt))]
internal sealed partial class EchoJson : JsonSerializerContext;
