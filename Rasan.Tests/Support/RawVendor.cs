using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Providers;

namespace Rasan.Tests.Support;

/// <summary>A vendor of bytes alone: says what a test has it say, and keeps what was asked, knowing no wire of ours.</summary>
public sealed class RawVendor : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly OutgoingHandlers _handlers = LoopbackHandlers.Open();
    private readonly ConcurrentQueue<(int Status, string Body, (string, string)[] Headers)> _answers = new();
    private readonly ConcurrentQueue<RawRequest> _requests = new();

    public RawVendor()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRoutingCore();
        _server = builder.Build();
        _server.Run(AnswerAsync);
        _server.Start();
        Http = new(_handlers, TimeProvider.System);
    }

    public ProviderHttp Http { get; }

    public Uri Address => new(_server.Urls.Single());

    /// <summary>What came, oldest first.</summary>
    public IReadOnlyList<RawRequest> Requests => [.. _requests];

    public RawRequest Request => Assert.Single(_requests);

    /// <summary>The next answers, one for each request.</summary>
    public RawVendor Says(string body, int status = 200, params (string Name, string Value)[] headers)
    {
        _answers.Enqueue((status, body, headers));
        return this;
    }

    public ProviderAccount Account(string path, params IEnumerable<(string Name, string Value)> credentials) => new(
        7, "raw", new Uri(Address, path), TimeSpan.FromSeconds(30), credentials.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal),
        new Dictionary<string, string>(StringComparer.Ordinal));

    public static Delivery To(string number, string text, long ownId, string? line = null)
    {
        Assert.True(Recipient.TryParse(number, out var to));
        return new(ownId, to, text, line, Segments.Count(text).Segments);
    }

    public static AttemptEvidence Evidence(Delivery delivery, DateTimeOffset startedAt, string? reference = null) =>
        new(delivery.OwnId, reference, delivery.To, startedAt) { Text = delivery.Text, Line = delivery.Line, ByTemplate = delivery.Template is not null };

    public static Callback Push(CallbackSubject subject, string form = "", string body = "") => new(
        subject, new("https://here.example/hooks"), [.. Fields(form)], [], Signature: null, Encoding.UTF8.GetBytes(body));

    public async ValueTask DisposeAsync()
    {
        _handlers.Dispose();
        await _server.DisposeAsync();
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(string form) => QueryHelpers.ParseQuery(form).Select(field => KeyValuePair.Create(field.Key, field.Value.ToString()));

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        _requests.Enqueue(new(context.Request.Method, context.Features.Get<IHttpRequestFeature>()!.RawTarget, headers, await reader.ReadToEndAsync(context.RequestAborted)));
        var (status, body, said) = _answers.TryDequeue(out var answer) ? answer : (StatusCodes.Status418ImATeapot, "nothing more to say", []);
        foreach (var (name, value) in said) context.Response.Headers[name] = value;
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(body, context.RequestAborted);
    }
}

/// <param name="Target">Path and query as they were sent.</param>
public sealed record RawRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public string Authorization => Headers.GetValueOrDefault("Authorization", "");

    public string ContentType => Headers.GetValueOrDefault("Content-Type", "");

    /// <summary>The body's fields, where it is a form.</summary>
    public IReadOnlyDictionary<string, string> Form => QueryHelpers.ParseQuery(Body).ToDictionary(one => one.Key, one => one.Value.ToString(), StringComparer.Ordinal);
}
