using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Logs;
using Rasan.Core.Services;

namespace Rasan.Web.Hooks;

/// <summary>Reads a callback, lets its provider judge it, answers at once.</summary>
internal sealed partial class CallbackDoor(Catalogs catalogs, Core.Channels.Providers providers, ProviderAccounts accounts, CallbackWork work, IOptions<PublicAddressOptions> address, ApiLog log, TimeProvider clock, ILogger<CallbackDoor> logger)
{
    private const int LongestBody = 64 * 1024;

    private volatile Secrets _secrets = new(-1, FrozenDictionary<string, long>.Empty);

    public Account? ById(long id, string provider) => catalogs.Current.Accounts.TryGetValue(id, out var account) && account.Provider == provider ? account : null;

    /// <summary>By the secret's hash: how long a wrong one takes says nothing of the right one.</summary>
    public Account? BySecret(string secret, string provider)
    {
        var catalog = catalogs.Current;
        var secrets = _secrets;
        if (secrets.Revision != catalog.Revision)
            _secrets = secrets = new(catalog.Revision, catalog.Accounts.Values.Where(account => account.CallbackSecret is not null).ToFrozenDictionary(account => HashOf(account.CallbackSecret!), account => account.Id, StringComparer.Ordinal));
        return secrets.ByHash.TryGetValue(HashOf(secret), out var id) ? ById(id, provider) : null;
    }

    public async Task AnswerAsync(HttpContext call, Account? account, CallbackSubject subject, long? ownId = null)
    {
        var refusal = account is null ? "unknown_callback" : await TakeAsync(call, account, subject, ownId);
        call.Response.StatusCode = refusal switch
        {
            null => StatusCodes.Status200OK,
            "unknown_callback" => StatusCodes.Status404NotFound,
            "busy" => StatusCodes.Status503ServiceUnavailable,
            "unreadable" => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status403Forbidden,
        };
        if (refusal is not null) Log(call, account, refusal);
        else if (providers.Find(account!.Provider)?.Capabilities.CallbackReply is { } reply)
        {
            call.Response.ContentType = "text/xml";
            await call.Response.WriteAsync(reply, CancellationToken.None);
        }
    }

    /// <returns>Null: taken. Otherwise why not.</returns>
    private async Task<string?> TakeAsync(HttpContext call, Account account, CallbackSubject subject, long? ownId)
    {
        if (providers.Find(account.Provider) is not { } provider) return "unknown_callback";
        if (await ReadAsync(call, provider.Capabilities.SignatureHeader, subject, ownId) is not { } callback) return "unreadable";
        var refusal = "unknown_callback";
        foreach (var opened in accounts.UnderEachKey(account.Id))   // what was sent under a key that is used no more is signed with it
        {
            switch (provider.Read(opened, callback))
            {
                case CallbackAnswer.Taken taken:
                    return work.TryAdd(account, taken) ? null : "busy";
                case CallbackAnswer.Refused(var why):
                    refusal = why;
                    break;
            }
        }
        return refusal;
    }

    private async Task<Callback?> ReadAsync(HttpContext call, string? signatureHeader, CallbackSubject subject, long? ownId)
    {
        var body = await BodyAsync(call.Request, call.RequestAborted);
        if (body is null) return null;
        var query = call.Request.Query.SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value ?? "")));
        var form = call.Request.HasFormContentType ? FormOf(body) : [];
        var publicUrl = new Uri((address.Value.Base ?? new Uri($"{call.Request.Scheme}://{call.Request.Host}")).ToString().TrimEnd('/') + call.Request.PathBase + call.Request.Path + call.Request.QueryString);
        return new(subject, publicUrl, [.. query, .. form], form, signatureHeader is not null && call.Request.Headers[signatureHeader] is [{ } signature] ? signature : null, body, ownId);
    }

    private static List<KeyValuePair<string, string>> FormOf(byte[] body)
    {
        var form = new List<KeyValuePair<string, string>>();
        using var reader = new FormReader(Encoding.UTF8.GetString(body));
        while (reader.ReadNextPair() is { } pair) form.Add(pair);
        return form;
    }

    private static async Task<byte[]?> BodyAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.ContentLength > LongestBody) return null;
        using var read = new MemoryStream();
        var buffer = new byte[4096];
        while (await request.Body.ReadAsync(buffer, ct) is var count and > 0)
        {
            if (read.Length + count > LongestBody) return null;
            await read.WriteAsync(buffer.AsMemory(0, count), ct);
        }

        return read.ToArray();
    }

    private void Log(HttpContext call, Account? account, string refusal)
    {
        var route = (call.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "/hooks";
        LogRefused(route, account?.Id, refusal);
        log.Add(new()
        {
            At = clock.GetUtcNow(), ServiceId = account?.ServiceId, Address = call.Connection.RemoteIpAddress, Method = call.Request.Method, Route = route, Status = call.Response.StatusCode,
            Code = refusal, Microseconds = 0, TraceId = call.TraceIdentifier,
        });
    }

    private static string HashOf(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    [LoggerMessage(7002, LogLevel.Warning, "A callback at {Route} for account {AccountId} was refused: {Why}")]
    private partial void LogRefused(string route, long? accountId, string why);

    private sealed record Secrets(long Revision, FrozenDictionary<string, long> ByHash);
}
