using Microsoft.AspNetCore.Http.HttpResults;
using Rasan.Core.Accounts.Changes;
using Rasan.Web.Api.Accounts;
using Rasan.Web.Api.Doors;
using Rasan.Web.Api.Problems;

namespace Rasan.Web.Api;

/// <summary>The keys and lines of an account.</summary>
internal static class AccountPartsApi
{
    public static void Map(IEndpointRouteBuilder accounts)
    {
        accounts.MapGet("/accounts/{account}/keys", ListKeys).WithName("ListKeys").WithSummary("The account's keys in the order they are used, without their secrets");
        accounts.MapPost("/accounts/{account}/keys", (string account, Body<KeyRequest> body, SaveKey save, AccountViews views, CancellationToken ct) => SaveKeyAsync(account, key: null, body, save, views, ct))
            .WithName("AddKey").WithSummary("Add a key");
        accounts.MapPut("/accounts/{account}/keys/{key}", SaveKeyAsync).WithName("ChangeKey").WithSummary("Change a key: its label, place and secret; one that was refused is tried again");
        accounts.MapDelete("/accounts/{account}/keys/{key}", RemoveKeyAsync).WithName("RemoveKey").WithSummary("Remove a key");
        accounts.MapGet("/accounts/{account}/lines", ListLines).WithName("ListLines").WithSummary("The account's sender lines");
        accounts.MapPost("/accounts/{account}/lines", (string account, Body<LineRequest> body, SaveLine save, AccountViews views, CancellationToken ct) => SaveLineAsync(account, line: null, body, save, views, ct))
            .WithName("AddLine").WithSummary("Add a line");
        accounts.MapPut("/accounts/{account}/lines/{line}", SaveLineAsync).WithName("ChangeLine").WithSummary("Change a line, as a whole");
        accounts.MapDelete("/accounts/{account}/lines/{line}", RemoveLineAsync).WithName("RemoveLine").WithSummary("Remove a line");
        accounts.MapPost("/accounts/{account}/lines/fetch", FetchLinesAsync).WithName("FetchLines").WithSummary("Ask the provider for the account's lines; unknown ones are added, switched off");
    }

    private static Results<Answered<KeyListView>, Problem> ListKeys(string account, ApiRequest request, AccountViews views) =>
        views.Find(request, account) is { } found ? Answers.Ok(new KeyListView(AccountViews.Keys(request, found))) : Problem.NotFound();

    private static Results<Answered<LineListView>, Problem> ListLines(string account, ApiRequest request, AccountViews views) =>
        views.Find(request, account) is { } found ? Answers.Ok(new LineListView([.. found.Lines.OrderBy(line => line.Id).Select(LineView.Of)])) : Problem.NotFound();

    private static async Task<Results<Answered<KeyView>, Problem>> SaveKeyAsync(string account, string? key, Body<KeyRequest> body, SaveKey save, AccountViews views, CancellationToken ct)
    {
        if (Ids(account, key) is not var (accountId, keyId)) return Problem.NotFound();
        var result = await save.RunAsync(body.Caller, accountId, keyId, body.Value.ToForm(), ct);
        if (result is not AccountResult.Done(_, var saved)) return Problem.Of(result);
        return Answers.Ok(AccountViews.Keys(body.Request, views.Find(body.Request, account)!).First(one => one.Id == saved));
    }

    private static async Task<Results<Answered<RemovedView>, Problem>> RemoveKeyAsync(string account, string key, ApiRequest request, RemoveKey remove, CancellationToken ct)
    {
        if (Ids(account, key) is not (var accountId, { } keyId)) return Problem.NotFound();
        var result = await remove.RunAsync(request.Caller, accountId, keyId, ct);
        return result is AccountResult.Done ? Answers.Ok(new RemovedView(keyId)) : Problem.Of(result);
    }

    private static async Task<Results<Answered<LineView>, Problem>> SaveLineAsync(string account, string? line, Body<LineRequest> body, SaveLine save, AccountViews views, CancellationToken ct)
    {
        if (Ids(account, line) is not var (accountId, lineId)) return Problem.NotFound();
        var result = await save.RunAsync(body.Caller, accountId, lineId, body.Value.ToForm(), ct);
        if (result is not AccountResult.Done(_, var saved)) return Problem.Of(result);
        return Answers.Ok(LineView.Of(views.Find(body.Request, account)!.Lines.Find(one => one.Id == saved)!));
    }

    private static async Task<Results<Answered<RemovedView>, Problem>> RemoveLineAsync(string account, string line, ApiRequest request, RemoveLine remove, CancellationToken ct)
    {
        if (Ids(account, line) is not (var accountId, { } lineId)) return Problem.NotFound();
        var result = await remove.RunAsync(request.Caller, accountId, lineId, ct);
        return result is AccountResult.Done ? Answers.Ok(new RemovedView(lineId)) : Problem.Of(result);
    }

    private static async Task<Results<Answered<FetchedLinesView>, Problem>> FetchLinesAsync(string account, ApiRequest request, FetchLines fetch, CancellationToken ct)
    {
        if (AccountViews.IdOf(account) is not { } id) return Problem.NotFound();
        return await fetch.RunAsync(request.Caller, id, ct) switch
        {
            FetchLinesResult.Done(var added, var known) => Answers.Ok(new FetchedLinesView(added, known)),
            FetchLinesResult.Refused(var why) => Problem.Of(why),
            FetchLinesResult.Unanswered(var code) => Problem.Unanswered(code),
            _ => Problem.Conflict("lines_not_listed"),
        };
    }

    /// <summary>Null where one is no number at all.</summary>
    private static (long Account, long? Part)? Ids(string account, string? part) =>
        AccountViews.IdOf(account) is { } accountId && (part is null || AccountViews.IdOf(part) is not null) ? (accountId, part is null ? null : AccountViews.IdOf(part)) : null;
}
