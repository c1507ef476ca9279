using Microsoft.OpenApi;
using Rasan.Web.Api.Accounts;
using Rasan.Web.Api.Messages;
using Rasan.Web.Api.Notifications;
using Rasan.Web.Api.Routing;
using Rasan.Web.Api.Settings;
using Rasan.Web.Api.Templates;

namespace Rasan.Web.Api.Documents;

/// <summary>What the types of bodies do not say: every member may be absent to the reader, because the requests check themselves.</summary>
internal static class ApiBodies
{
    private static readonly Dictionary<Type, string[]> Required = new()
    {
        [typeof(SendOtpRequest)] = ["phone", "internal_template_key"],
        [typeof(SendNotificationRequest)] = ["intent", "recipient"],
        [typeof(SendMessagesRequest)] = ["to"],
        [typeof(StatesRequest)] = ["ids"],
        [typeof(MakeRouteRequest)] = ["steps"],
        [typeof(ChangeRouteRequest)] = ["steps"],
        [typeof(DefineIntentRequest)] = ["key", "kind"],
        [typeof(ChangeIntentRequest)] = ["kind"],
        [typeof(ChannelsRequest)] = ["channels"],
        [typeof(OtpRoutingRequest)] = ["providers"],
        [typeof(BindingRequest)] = ["code"],
        [typeof(SetRefreshRequest)] = ["minutes"],
        [typeof(AlertRuleRequest)] = ["on", "receivers"],
        [typeof(CreateAccountRequest)] = ["provider", "name"],
        [typeof(ChangeAccountRequest)] = ["name"],
        [typeof(KeyRequest)] = ["label"],
        [typeof(AccountTestRequest)] = ["to"],
    };

    public static OpenApiSchema Complete(Type body, OpenApiSchema schema)
    {
        schema.Required = new HashSet<string>(Required.GetValueOrDefault(body) ?? [], StringComparer.Ordinal);
        foreach (var (name, member) in schema.Properties ?? new Dictionary<string, IOpenApiSchema>(StringComparer.Ordinal))
        {
            if (member is not OpenApiSchema known) continue;
            if (name is "params" or "payload") (known.Type, known.Description) = (JsonSchemaType.Object | JsonSchemaType.Array, "Variables by name, or in order of appearance.");
            if (name is "to" && body == typeof(SendMessagesRequest)) known.Type |= JsonSchemaType.String;
        }
        return schema;
    }
}
