using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Metadata;
using Rasan.Web.Api.Doors;

namespace Rasan.Web.Api;

/// <summary>200 with a JSON body.</summary>
internal sealed class Answered<T>(T value) : IResult, IEndpointMetadataProvider where T : notnull
{
    private static readonly JsonTypeInfo<T> TypeInfo = (JsonTypeInfo<T>)ApiJson.Default.GetTypeInfo(typeof(T))!;

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), [Answers.MediaType]));

    public Task ExecuteAsync(HttpContext httpContext) =>
        ApiRequest.Of(httpContext).AnswerAsync(StatusCodes.Status200OK, Answers.MediaType, JsonSerializer.SerializeToUtf8Bytes(value, TypeInfo));
}

/// <summary>202: what was created is on disk, and these are the bytes that say so, now or when the same request comes again.</summary>
internal sealed class TakenOn<T>(ReadOnlyMemory<byte> body, int status = StatusCodes.Status202Accepted, bool replayed = false) : IResult, IEndpointMetadataProvider
{
    private const string ReplayedHeader = "Idempotent-Replayed";

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status202Accepted, typeof(T), [Answers.MediaType]));

    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (replayed) httpContext.Response.Headers[ReplayedHeader] = "true";
        return ApiRequest.Of(httpContext).AnswerAsync(status, Answers.MediaType, body);
    }
}

internal static class Answers
{
    public const string MediaType = "application/json";

    public static Answered<T> Ok<T>(T value) where T : notnull => new(value);
}
