using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Rasan.Web.Api.Accounts;
using Rasan.Web.Api.Doors;
using Rasan.Web.Api.Logs;
using Rasan.Web.Api.Messages;

namespace Rasan.Web.Api.Documents;

/// <summary>What the framework cannot see of an endpoint: the body it binds by hand, the scope, the headers, the refusals.</summary>
internal sealed class ApiOperation : IOpenApiOperationTransformer
{
    private static readonly (int Status, string Text) WrongValues = (422, "Wrong values, by field");

    private static readonly (int Status, string Text)[] Refusals =
    [
        (401, "No token, or a dead one"), (403, "The token's scope, tenant or address forbids it"), (429, "Too many requests; see Retry-After"), (500, "An unknown fault"),
    ];

    private static readonly (int Status, string Text)[] BodyRefusals =
        [(400, "Broken JSON or a wrong type"), (408, "The body did not come in time"), (413, "The body is too large"), (415, "Not JSON"), WrongValues];

    /// <summary>What lists are asked by.</summary>
    private static readonly Dictionary<string, IReadOnlyDictionary<string, string>> Filters = new(StringComparer.Ordinal)
    {
        ["ListMessages"] = MessagesQuery.Parameters,
        ["ListOperations"] = LogsQuery.OperationParameters,
        ["ListInbox"] = InboxApi.Parameters,
        ["ReadBalance"] = WatchApi.BalanceParameters,
        ["ListAlerts"] = AlertsQuery.Parameters,
        ["ListApiCalls"] = LogsQuery.ApiCallParameters,
    };

    /// <summary>They make a part of the configuration and show it with 200.</summary>
    private static readonly string[] Making = ["CreateAccount", "AddKey", "AddLine", "AddAlertRule", "MakeRoute", "DefineIntent"];

    public async Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<RequiredScope>().LastOrDefault() is not { } required) return;
        var handler = metadata.OfType<MethodInfo>().Last();
        var document = context.Document!;

        operation.Description = required.Scope is { } scope ? $"Needs the scope `{scope}`." : "Needs any living token.";
        operation.Security = [new() { [new OpenApiSecuritySchemeReference(ApiDocument.Token, document)] = [] }];
        operation.Responses ??= [];
        Refuse(operation, document, Refusals);
        if (BodyOf(handler) is { } body)
        {
            document.AddComponent<IOpenApiSchema>(body.Name, ApiBodies.Complete(body, await context.GetOrCreateSchemaAsync(body, null, cancellationToken)));
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = Content(new OpenApiSchemaReference(body.Name, document)) };
            Refuse(operation, document, BodyRefusals);
        }
        Describe(operation, document);
        if (operation.OperationId is { } name) AddExamples(operation, name);
        operation.Responses = Sorted(operation.Responses);
    }

    private static void Describe(OpenApiOperation operation, OpenApiDocument document)
    {
        var byId = operation.Parameters?.Any(parameter => parameter.In is ParameterLocation.Path) is true;
        var takesOn = operation.Responses!.ContainsKey("202");
        var makes = Making.Contains(operation.OperationId, StringComparer.Ordinal);
        if (byId) Refuse(operation, document, [(404, "Nothing of that id that this service may see")]);
        if (takesOn)
        {
            Refuse(operation, document, [(409, "The Idempotency-Key was used for another request, or the message's state forbids it"), WrongValues,
                (503, "Nothing can be stored now; see Retry-After")]);
        }
        if (makes) Refuse(operation, document, [(409, "The Idempotency-Key was used for another request, or, of routes and intents, it is there already")]);
        if (operation.OperationId is "RemoveAccount" or "RemoveLine") Refuse(operation, document, [(409, "A route uses it, or messages are open on it")]);
        if (operation.OperationId is "FetchLines") Refuse(operation, document, [(409, "The provider lists no lines"), (502, "The provider did not tell them")]);
        if (operation.OperationId == "CancelMessage") Refuse(operation, document, [(409, "Too late"), (503, "Nothing can be stored now; see Retry-After")]);
        if (takesOn || makes) Add(operation, "Idempotency-Key", ParameterLocation.Header, "The same key and request give the first answer again, for 24 hours; at most 128 characters.");
        Add(operation, "Accept-Language", ParameterLocation.Header, "`fa` or `en`: the language of texts for people.");
        var filters = operation.OperationId is { } name ? Filters.GetValueOrDefault(name) : null;
        if (filters is not null || operation.OperationId is "DailyStatistics") Refuse(operation, document, [(422, "A parameter that is unknown or wrong")]);
        foreach (var (filter, meaning) in filters ?? new Dictionary<string, string>(StringComparer.Ordinal)) Add(operation, filter, ParameterLocation.Query, meaning);
    }

    private static OpenApiResponses Sorted(OpenApiResponses responses)
    {
        var sorted = new OpenApiResponses();
        foreach (var (status, response) in responses.OrderBy(response => response.Key, StringComparer.Ordinal)) sorted[status] = response;
        return sorted;
    }

    private static Type? BodyOf(MethodInfo handler) =>
        handler.GetParameters().Select(parameter => parameter.ParameterType).FirstOrDefault(type => type.IsAssignableTo(typeof(IBody)))?.GetGenericArguments()[0];

    private static void Refuse(OpenApiOperation operation, OpenApiDocument document, IEnumerable<(int Status, string Text)> refusals)
    {
        foreach (var (status, text) in refusals)
        {
            operation.Responses![status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = text,
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(ApiDocument.Problem, document) },
                },
            };
        }
    }

    private static void Add(OpenApiOperation operation, string name, ParameterLocation place, string? description) =>
        (operation.Parameters ??= []).Add(new OpenApiParameter { Name = name, In = place, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } });

    private static Dictionary<string, OpenApiMediaType> Content(IOpenApiSchema schema) => new(StringComparer.Ordinal) { [Answers.MediaType] = new() { Schema = schema } };

    private static void AddExamples(OpenApiOperation operation, string name)
    {
        if (ApiExamples.Requests.TryGetValue(name, out var request)) Show(operation.RequestBody?.Content, request);
        if (!ApiExamples.Answers.TryGetValue(name, out var answer)) return;
        foreach (var response in operation.Responses!.Where(response => response.Key is "200" or "202").Take(1)) Show(response.Value.Content, answer);
    }

    private static void Show(IDictionary<string, OpenApiMediaType>? content, string example)
    {
        if (content?.TryGetValue(Answers.MediaType, out var media) is true) media.Example = JsonNode.Parse(example);
    }
}
