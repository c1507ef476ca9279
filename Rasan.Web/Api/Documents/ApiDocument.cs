using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Rasan.Web.Api.Documents;

/// <summary>What holds for the whole API: its name, its token, the shape of a problem.</summary>
internal sealed class ApiDocument : IOpenApiDocumentTransformer
{
    public const string Problem = "Problem";
    public const string Token = "token";

    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new()
        {
            Title = "Rasan",
            Version = "v1",
            Description = "Messages of your services to their people. Errors are problem details (RFC 9457) with a stable `code`, "
                + "in Persian or English by `Accept-Language`.",
        };
        document.Servers = [];   // wherever the page was read from
        document.AddComponent<IOpenApiSecurityScheme>(Token, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A token of your service, `rsn_…`.",
        });
        document.AddComponent<IOpenApiSchema>(Problem, ProblemSchema());
        return Task.CompletedTask;
    }

    private static OpenApiSchema ProblemSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Description = "What is wrong, for programs (code) and for people (title, detail, errors).",
        Required = new HashSet<string>(StringComparer.Ordinal) { "type", "title", "status", "detail", "code", "trace_id" },
        Properties = new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal)
        {
            ["type"] = Text("A URN that ends in the code."),
            ["title"] = Text("In a few words."),
            ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
            ["detail"] = Text("What to do about it."),
            ["code"] = Text("Stable; branch on it."),
            ["trace_id"] = Text("Names this call in Rasan's logs."),
            ["state"] = Text("The message's state, where that is the reason."),
            ["errors"] = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Description = "Texts by field, named as in the request.",
                AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Text(null) },
            },
        },
        Examples = [JsonNode.Parse(ApiExamples.Problem)!],
    };

    private static OpenApiSchema Text(string? description) => new() { Type = JsonSchemaType.String, Description = description };
}
