using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Rasan.Core.Logs;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Web.Api.Notifications;
using Rasan.Web.Api.Problems;

namespace Rasan.Web.Api.Doors;

/// <summary>One call of the API while it is answered: who asks, the body as it came, what goes back. Handlers bind it like any other parameter.</summary>
internal sealed class ApiRequest(HttpContext http, DateTimeOffset at) : IBindableFromHttpContext<ApiRequest>
{
    private const string KeyHeader = "Idempotency-Key";
    private const int LongestKey = 128;

    private TokenEntry? _token;
    private Caller? _caller;
    private string? _language;
    private byte[]? _rented;
    private int _bodyStart, _bodyEnd;
    private ReadOnlyMemory<byte> _answer;

    public HttpContext Http => http;

    /// <summary>When it came, the same moment for everything that is checked and stored.</summary>
    public DateTimeOffset At => at;
    public Caller Caller => _caller ?? throw new InvalidOperationException("Nobody has been let in yet.");
    public TokenEntry Token => _token ?? throw new InvalidOperationException("Nobody has been let in yet.");

    /// <summary>Set where a parameter could not be bound; the door answers with it.</summary>
    public Problem? Refusal { get; set; }

    /// <summary>The problem it was answered with.</summary>
    public string? Code { get; set; }

    /// <summary>As sent; null where none was.</summary>
    public string? IdempotencyKey { get; private set; }

    /// <summary>The route template.</summary>
    public string Route => ((RouteEndpoint)http.GetEndpoint()!).RoutePattern.RawText!;

    /// <summary>The language people read here: <c>fa</c> or <c>en</c>.</summary>
    public string Language => _language ??= LanguageOf([.. http.Request.Headers.AcceptLanguage.OfType<string>()]);

    /// <summary>What providers' codes mean, for this reader.</summary>
    public AttemptWords Words => new(http.RequestServices, Language);

    public ReadOnlySpan<byte> Body => _rented.AsSpan(_bodyStart, _bodyEnd - _bodyStart);

    /// <summary>The body with what stands before it: method and path.</summary>
    public ReadOnlySpan<byte> BodyWithPreamble => _rented.AsSpan(0, _bodyEnd);

    public static ValueTask<ApiRequest?> BindAsync(HttpContext context, ParameterInfo parameter) => new(Of(context));

    public static ApiRequest Of(HttpContext context) => context.Features.GetRequiredFeature<ApiRequest>();

    public void LetIn(TokenEntry token, Caller caller) => (_token, _caller) = (token, caller);

    /// <param name="token">Known, but not let in: the log names it all the same.</param>
    public void TurnAway(TokenEntry token) => _token = token;

    /// <param name="rented">From the shared pool; belongs to this call from now on.</param>
    public void TakeBody(byte[] rented, int start, int end) => (_rented, _bodyStart, _bodyEnd) = (rented, start, end);

    /// <returns>What is wrong with the key.</returns>
    public Problem? ReadIdempotencyKey()
    {
        if (!http.Request.Headers.TryGetValue(KeyHeader, out var header)) return null;
        var key = header.ToString();
        if (key.Length is 0 or > LongestKey || key.AsSpan().ContainsAnyExceptInRange(' ', '~')) return Problem.Invalid([new(KeyHeader, "bad_idempotency_key")]);
        IdempotencyKey = key;
        return null;
    }

    /// <summary>Null without an Idempotency-Key. For requests whose path says it all.</summary>
    public IdempotencyGuard<SendReceipt>? GuardOfPath(int status, Func<SendReceipt, byte[]> answer) => IdempotencyKey is { } key
        ? new(Route, key, SHA256.HashData(Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path.Value}\n")), status, answer)
        : null;

    public async Task AnswerAsync(int status, string contentType, ReadOnlyMemory<byte> body)
    {
        _answer = body;
        var response = http.Response;
        response.StatusCode = status;
        response.ContentType = contentType;
        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body, CancellationToken.None);   // RequestAborted would make a token source for every call
    }

    public LoggedCall ToLog(string route, TimeSpan took)
    {
        var failed = http.Response.StatusCode >= StatusCodes.Status400BadRequest;
        return new()
        {
            At = at,
            ServiceId = _token?.Service.Id,
            TokenId = _token?.Token.Id,
            Address = http.Connection.RemoteIpAddress,
            Method = http.Request.Method,
            Route = route,
            Status = http.Response.StatusCode,
            Code = Code,
            Microseconds = (int)Math.Min(took.TotalMicroseconds, int.MaxValue),
            Request = _rented is null ? default : new(_rented, _bodyStart, _bodyEnd - _bodyStart),
            Response = _answer,
            TraceId = failed ? http.TraceIdentifier : null,
        };
    }

    // The first language we have, by the reader's own order; English where nothing is said.
    private static string LanguageOf(IList<string> accepted)
    {
        if (!StringWithQualityHeaderValue.TryParseList(accepted, out var wanted)) return ApiTexts.English;
        foreach (var language in wanted.Where(w => w.Quality is not 0).OrderByDescending(w => w.Quality ?? 1))
        {
            if (language.Value.StartsWith(ApiTexts.Persian, StringComparison.OrdinalIgnoreCase)) return ApiTexts.Persian;
            if (language.Value.StartsWith(ApiTexts.English, StringComparison.OrdinalIgnoreCase)) return ApiTexts.English;
        }
        return ApiTexts.English;
    }
}
