using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;
using Rasan.Core.Creations;
using Rasan.Web.Api.Doors;
using Rasan.Web.Api.Problems;

namespace Rasan.Web.Api;

/// <summary>200 with a JSON body, now or when the same request comes again.</summary>
internal sealed class Answered<T>(ReadOnlyMemory<byte> body, int status = StatusCodes.Status200OK, bool replayed = false) : IResult, IEndpointMetadataProvider where T : notnull
{
    private static readonly JsonTypeInfo<T> TypeInfo = (JsonTypeInfo<T>)ApiJson.Default.GetTypeInfo(typeof(T))!;

    public static byte[] Write(T value) => JsonSerializer.SerializeToUtf8Bytes(value, TypeInfo);

    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status200OK, typeof(T), [Answers.MediaType]));

    public Task ExecuteAsync(HttpContext httpContext) => Answers.WriteAsync(httpContext, status, body, replayed);
}

/// <summary>202: what was created is on disk, and these are the bytes that say so, now or when the same request comes again.</summary>
internal sealed class TakenOn<T>(ReadOnlyMemory<byte> body, int status = StatusCodes.Status202Accepted, bool replayed = false) : IResult, IEndpointMetadataProvider
{
    public static void PopulateMetadata(MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status202Accepted, typeof(T), [Answers.MediaType]));

    public Task ExecuteAsync(HttpContext httpContext) => Answers.WriteAsync(httpContext, status, body, replayed);
}

internal static class Answers
{
    public const string MediaType = "application/json";
    private const string ReplayedHeader = "Idempotent-Replayed";

    public static Answered<T> Ok<T>(T value) where T : notnull => new(Answered<T>.Write(value));

    /// <summary>Something was made under the request's Idempotency-Key before.</summary>
    public static Results<Answered<T>, Problem> First<T>(FirstAnswer first) where T : notnull => first switch
    {
        FirstAnswer.Again(var status, var body) => new Answered<T>(body, status, replayed: true),
        FirstAnswer.ToAnother => Problem.IdempotencyConflict(),
        _ => throw new UnreachableException(),
    };

    public static Task WriteAsync(HttpContext http, int status, ReadOnlyMemory<byte> body, bool replayed)
    {
        if (replayed) http.Response.Headers[ReplayedHeader] = "true";
        return ApiRequest.Of(http).AnswerAsync(status, MediaType, body);
    }
}
