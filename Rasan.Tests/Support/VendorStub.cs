using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Providers;

namespace Rasan.Tests.Support;

/// <summary>A server that says word for word what a test tells it, and keeps what it was asked: for the vendors' own samples, read and written without our wire types.</summary>
public sealed class VendorStub : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly OutgoingHandlers _handlers = LoopbackHandlers.Open();
    private readonly ConcurrentQueue<(int Status, string Body)> _answers = new();

    public VendorStub()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(AnswerAsync);
        _server.Start();
        Address = new(_server.Urls.Single());
        Http = new(_handlers);
    }

    public Uri Address { get; }

    public ProviderHttp Http { get; }

    /// <summary>In the order they came.</summary>
    public ConcurrentQueue<StubRequest> Requests { get; } = new();

    /// <summary>The next answers, one for each request; with none left the answer is a bare 404.</summary>
    public VendorStub Says(int status, string body)
    {
        _answers.Enqueue((status, body));
        return this;
    }

    public ProviderAccount Account(string path, params (string Name, string Value)[] credentials) => new(
        1, "stub", new(Address, path), TimeSpan.FromSeconds(30), credentials.ToDictionary(field => field.Name, field => field.Value), new Dictionary<string, string>());

    public static Delivery To(string number, string text, string? line) => Recipient.TryParse(number, out var to) ? new(2, to, text, line, 1) : throw new FormatException(number);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _handlers.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        Requests.Enqueue(new(http.Request.Method, http.Features.Get<IHttpRequestFeature>()!.RawTarget, http.Request.Headers.Authorization.ToString(), http.Request.ContentType ?? "", await reader.ReadToEndAsync(http.RequestAborted)));
        var (status, body) = _answers.TryDequeue(out var answer) ? answer : (404, "");
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(body, http.RequestAborted);
    }
}

public sealed record StubRequest(string Method, string Target, string Authorization, string ContentType, string Body);
