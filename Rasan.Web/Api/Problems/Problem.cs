using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using Rasan.Core.Accounts.Changes;
using Rasan.Core.Messages;
using Rasan.Core.Storage;
using Rasan.Core.Templates;
using Rasan.Web.Api.Doors;

namespace Rasan.Web.Api.Problems;

/// <summary>A refusal as it goes out: RFC 9457 with a stable code; its words are chosen when it is written, in the caller's language.</summary>
internal sealed class Problem : IResult
{
    private const string MediaType = "application/problem+json";
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };   // Persian stays readable; this is never HTML

    private Problem(int status, string code) => (Status, Code) = (status, code);

    public int Status { get; }
    public string Code { get; }

    /// <summary>What the detail names.</summary>
    private string? Value { get; init; }
    private IReadOnlyList<Fault> Faults { get; init; } = [];
    private TimeSpan? RetryAfter { get; init; }
    private (string Name, string Value)? Header { get; init; }
    private MessageState? State { get; init; }

    public static Problem Unauthorized() => new(401, "unauthorized") { Header = ("WWW-Authenticate", "Bearer") };
    public static Problem DeadToken() => new(401, "dead_token") { Header = ("WWW-Authenticate", "Bearer error=\"invalid_token\"") };
    public static Problem MissingScope(string scope) => new(403, "missing_scope") { Value = scope };
    public static Problem AddressNotAllowed(IPAddress? address) => new(403, "address_not_allowed") { Value = address?.ToString() };
    public static Problem ForeignTenant(string? field) => new(403, "foreign_tenant") { Faults = field is null ? [] : [new(field, "foreign_tenant")] };
    public static Problem SystemOwned() => new(403, "system_owned");
    public static Problem NotFound() => new(404, "not_found");
    public static Problem MethodNotAllowed(IReadOnlyList<string> allowed) =>
        new(405, "method_not_allowed") { Value = string.Join(", ", allowed), Header = ("Allow", string.Join(", ", allowed)) };
    public static Problem BodyTimeout() => new(408, "body_timeout");
    public static Problem IdempotencyConflict() => new(409, "idempotency_conflict");
    public static Problem BodyTooLarge() => new(413, "body_too_large") { Value = (BodyReading.Limit / 1024).ToString(CultureInfo.InvariantCulture) };
    public static Problem UnsupportedMediaType() => new(415, "unsupported_media_type");
    public static Problem Internal() => new(500, "internal_error");

    /// <summary>A provider was asked in vain.</summary>
    /// <param name="code">The provider's own, or the word for what happened on the way.</param>
    public static Problem Unanswered(string code) => new(502, "provider_unanswered") { Value = code };

    public static Problem SharedAccount() => new(403, "shared_account");

    /// <summary>The message's own state forbids it.</summary>
    public static Problem Conflict(string code, MessageState? state = null) => new(409, code) { Value = state?.Word, State = state };

    public static Problem RateLimited(TimeSpan wait, int perMinute) =>
        new(429, "rate_limited") { RetryAfter = wait, Value = perMinute.ToString(CultureInfo.InvariantCulture) };

    /// <param name="path">Where it can't be read; empty: the body itself.</param>
    public static Problem Malformed(string path) => Malformed([new(path, path.Length == 0 ? "malformed_json" : Variables.WrongType)]);

    /// <summary>Wrong values: the code is theirs where it is one and the same. A wrong type that showed only when its value was needed comes before them.</summary>
    public static Problem Invalid(IReadOnlyList<Fault> faults)
    {
        if (faults.Any(fault => fault.Code == Variables.WrongType)) return Malformed([.. faults.Where(fault => fault.Code == Variables.WrongType)]);
        var code = faults[0].Code;
        return new(422, faults.All(fault => fault.Code == code) ? code : "invalid_request") { Faults = faults };
    }

    /// <summary>The whole order is refused.</summary>
    public static Problem Refused(string code, string? field, string? value) =>
        code == "foreign_tenant" ? ForeignTenant(field) : new(422, code) { Faults = field is null ? [] : [new(field, code, value)] };

    public static Problem Unavailable(StorageFault fault) => fault switch
    {
        StorageFault.Locked => new(503, "storage_locked") { RetryAfter = TimeSpan.FromSeconds(2) },
        StorageFault.Full => new(503, "storage_full") { RetryAfter = TimeSpan.FromSeconds(30) },
        StorageFault.ReadOnly => new(503, "storage_read_only") { RetryAfter = TimeSpan.FromSeconds(30) },
        StorageFault.Damaged => new(503, "storage_damaged") { RetryAfter = TimeSpan.FromMinutes(5) },
        _ => new(503, "busy") { RetryAfter = TimeSpan.FromSeconds(1) },
    };

    /// <summary>What became of a wish to change an account, where it was not done.</summary>
    public static Problem Of(AccountResult result) => result switch
    {
        AccountResult.Refused(var faults) => Invalid(faults),
        AccountResult.Shared => SharedAccount(),
        AccountResult.ForeignTenant => ForeignTenant(field: null),
        AccountResult.InUse(var code) => Conflict(code),
        _ => NotFound(),
    };

    /// <summary>What a send was answered with when it took nothing on.</summary>
    public static Problem Of(SendResult result) => result switch
    {
        SendResult.Invalid(var faults) => Invalid(faults),
        SendResult.Refused(var code, var field, var value) => Refused(code, field, value),
        SendResult.Conflict => IdempotencyConflict(),
        SendResult.Unavailable(var fault) => Unavailable(fault),
        _ => throw new UnreachableException(),
    };

    private static Problem Malformed(IReadOnlyList<Fault> faults) => new(400, "malformed_request") { Faults = faults };

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var request = ApiRequest.Of(httpContext);
        request.Code = Code;
        var headers = httpContext.Response.Headers;
        if (Header is var (name, value)) headers[name] = value;
        if (RetryAfter is { } wait) headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        headers.ContentLanguage = request.Language;
        return request.AnswerAsync(Status, MediaType, Write(request.Language, httpContext.TraceIdentifier));
    }

    private ReadOnlyMemory<byte> Write(string language, string traceId)
    {
        var body = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(body, Json);
        json.WriteStartObject();
        json.WriteString("type", $"urn:rasan:problem:{Code}");
        json.WriteString("title", ApiTexts.Title(Code, language));
        json.WriteNumber("status", Status);
        json.WriteString("detail", ApiTexts.Detail(Code, Value, language));
        json.WriteString("code", Code);
        json.WriteString("trace_id", traceId);
        if (State is { } state) json.WriteString("state", state.Word);
        WriteFaults(json, language);
        json.WriteEndObject();
        json.Flush();
        return body.WrittenMemory;
    }

    private void WriteFaults(Utf8JsonWriter json, string language)
    {
        if (Faults.Count == 0) return;
        json.WriteStartObject("errors");
        foreach (var field in Faults.GroupBy(fault => fault.Field, StringComparer.Ordinal))
        {
            json.WriteStartArray(field.Key);
            foreach (var fault in field) json.WriteStringValue(ApiTexts.Fault(fault.Code, fault.Value, language));
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }
}
