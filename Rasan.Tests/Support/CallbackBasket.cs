using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Rasan.Tests.Support;

/// <summary>A form that somebody posted here.</summary>
public sealed record Posted(string Path, IReadOnlyDictionary<string, string> Form, IReadOnlyDictionary<string, string> Headers);

/// <summary>The other end of vendors' callbacks: keeps what it is given, and refuses the first few if it is told to.</summary>
public sealed class CallbackBasket : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<Posted> _posted = new();
    private int _refusals;

    public CallbackBasket(int refusals = 0)
    {
        _refusals = refusals;
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(TakeAsync);
        _server.Start();
    }

    /// <summary>In the order they came.</summary>
    public IReadOnlyList<Posted> Posted => [.. _posted];

    public Uri At(string path) => new(new Uri(_server.Urls.Single()), path);

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (Interlocked.Decrement(ref _refusals) >= 0)
        {
            context.Response.StatusCode = (int)HttpStatusCode.BadGateway;
            return;
        }
        _posted.Enqueue(new(
            context.Request.Path, form.ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal),
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
    }
}
