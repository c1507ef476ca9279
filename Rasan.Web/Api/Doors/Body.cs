using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Web.Api.Problems;

namespace Rasan.Web.Api.Doors;

/// <summary>What the OpenAPI document says of a body.</summary>
internal interface IBody
{
    static abstract Type Shape { get; }
}

/// <summary>A request's JSON body, read and of the right types; whether its values are right is the request's own question.</summary>
internal sealed class Body<T>(ApiRequest request, T value) : IBody, IBindableFromHttpContext<Body<T>> where T : class
{
    private static readonly JsonTypeInfo<T> TypeInfo = (JsonTypeInfo<T>)ApiJson.Default.GetTypeInfo(typeof(T))!;

    public static Type Shape => typeof(T);

    public T Value => value;
    public ApiRequest Request => request;
    public Caller Caller => request.Caller;

    /// <summary>Null without an Idempotency-Key, and for a dry run, which ignores it.</summary>
    /// <param name="status">Of the first answer.</param>
    /// <param name="answer">Makes its body.</param>
    /// <param name="dryRun">As the body says.</param>
    public IdempotencyGuard<SendReceipt>? Guard(int status, Func<SendReceipt, byte[]> answer, bool? dryRun) => dryRun is true ? null : Guard(status, answer);

    /// <summary>Null without an Idempotency-Key. For what is made and shown with 200.</summary>
    /// <param name="view">How it is shown.</param>
    public IdempotencyGuard<TMade>? Guard<TMade, TView>(Func<TMade, TView> view) where TView : notnull =>
        Guard<TMade>(StatusCodes.Status200OK, made => Answered<TView>.Write(view(made)));

    private IdempotencyGuard<TMade>? Guard<TMade>(int status, Func<TMade, byte[]> answer) =>
        request.IdempotencyKey is { } key ? new(request.Route, key, SHA256.HashData(request.BodyWithPreamble), status, answer) : null;

    /// <summary>Null where it can't be read: the framework then passes the handler over, and the door says why.</summary>
    public static async ValueTask<Body<T>?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var request = ApiRequest.Of(context);
        request.Refusal = await BodyReading.ReadAsync(request);
        if (request.Refusal is not null) return null;
        try
        {
            if (JsonSerializer.Deserialize(request.Body, TypeInfo) is { } value) return new(request, value);
            request.Refusal = Problem.Malformed("");
        }
        catch (JsonException broken)
        {
            request.Refusal = Problem.Malformed(PathOf(broken));
        }
        return null;
    }

    // "$.options.intent" is "options.intent" to the caller; a nested reader knows only the path inside its own value.
    private static string PathOf(JsonException exception)
    {
        var path = exception.Path is ['$', ..] whole ? whole[1..].TrimStart('.') : "";
        return exception.InnerException is JsonException { Path: ['$', ..] inner } ? path + inner[1..] : path;
    }
}
