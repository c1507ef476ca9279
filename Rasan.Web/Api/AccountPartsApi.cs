using Microsoft.AspNetCore.Http.HttpResults;
using Rasan.Core.Accounts;
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
        accounts.MapGet("/accounts/{account:long}/keys", ListKeys).WithName("ListKeys").WithSummary("The account's keys in the order they are used, without their secrets");
        accounts.MapPost("/accounts/{account:long}/keys", (long account, Body<KeyRequest> body, SaveKey save, AccountViews views, CancellationToken ct) => SaveKeyAsync(account, key: null, body, save, views, ct))
            .WithName("AddKey").WithSummary("Add a key");
        accounts.MapPut("/accounts/{account:long}/keys/{key:long}", SaveKeyAsync).WithName("ChangeKey").WithSummary("Change a key: its label, place and secret; one that was refused is tried again");
        accounts.MapDelete("/accounts/{account:long}/keys/{key:long}", RemoveKeyAsync).WithName("RemoveKey").WithSummary("Remove a key");
        accounts.MapGet("/accounts/{account:long}/lines", ListLines).WithName("ListLines").WithSummary("The account's sender lines");
        accounts.MapPost("/accounts/{account:long}/lines", (long account, Body<LineRequest> body, SaveLine save, AccountViews views, CancellationToken ct) => SaveLineAsync(account, line: null, body, save, views, ct))
            .WithName("AddLine").WithSummary("Add a line");
        accounts.MapPut("/accounts/{account:long}/lines/{line:long}", SaveLineAsync).WithName("ChangeLine").WithSummary("Change a line, as a whole");
        accounts.MapDelete("/accounts/{account:long}/lines/{line:long}", RemoveLineAsync).WithName("RemoveLine").WithSummary("Remove a line");
        accounts.MapPost("/accounts/{account:long}/lines/fetch", FetchLinesAsync).WithName("FetchLines").WithSummary("Ask the provider for the account's lines; unknown ones are added, switched off");
    }

    private static Results<Answered<KeyListView>, Problem> ListKeys(long account, ApiRequest request, AccountViews views) =>
        views.Find(request, account) is { } found ? Answers.Ok(new KeyListView(AccountViews.Keys(request, found))) : Problem.NotFound();

    private static Results<Answered<LineListView>, Problem> ListLines(long account, ApiRequest request, AccountViews views) =>
        views.Find(request, account) is { } found ? Answers.Ok(new LineListView([.. found.Lines.OrderBy(line => line.Id).Select(LineView.Of)])) : Problem.NotFound();

    private static async Task<Results<Answered<KeyView>, Problem>> SaveKeyAsync(long account, long? key, Body<KeyRequest> body, SaveKey save, AccountViews views, CancellationToken ct)
    {
        var guard = key is null ? body.Guard((Account grown) => AccountViews.Keys(body.Request, grown).MaxBy(one => one.Id)!) : null;   // the newest is the one that was added
        return await save.RunAsync(body.Caller, account, key, body.Value.ToForm(), guard, ct) switch
        {
            AccountResult.Done(_, var saved) => Answers.Ok(AccountViews.Keys(body.Request, views.Find(body.Request, account)!).First(one => one.Id == saved)),
            AccountResult.Kept(var first) => Answers.First<KeyView>(first),
            var refusal => Problem.Of(refusal),
        };
    }

    private static async Task<Results<Answered<RemovedView>, Problem>> RemoveKeyAsync(long account, long key, ApiRequest request, RemoveKey remove, CancellationToken ct)
    {
        var result = await remove.RunAsync(request.Caller, account, key, ct);
        return result is AccountResult.Done ? Answers.Ok(new RemovedView(key)) : Problem.Of(result);
    }

    private static async Task<Results<Answered<LineView>, Problem>> SaveLineAsync(long account, long? line, Body<LineRequest> body, SaveLine save, AccountViews views, CancellationToken ct)
    {
        var guard = line is null ? body.Guard((Account grown) => LineView.Of(grown.Lines.MaxBy(one => one.Id)!)) : null;
        return await save.RunAsync(body.Caller, account, line, body.Value.ToForm(), guard, ct) switch
        {
            AccountResult.Done(_, var saved) => Answers.Ok(LineView.Of(views.Find(body.Request, account)!.Lines.Find(one => one.Id == saved)!)),
            AccountResult.Kept(var first) => Answers.First<LineView>(first),
            var refusal => Problem.Of(refusal),
        };
    }

    private static async Task<Results<Answered<RemovedView>, Problem>> RemoveLineAsync(long account, long line, ApiRequest request, RemoveLine remove, CancellationToken ct)
    {
        var result = await remove.RunAsync(request.Caller, account, line, ct);
        return result is AccountResult.Done ? Answers.Ok(new RemovedView(line)) : Problem.Of(result);
    }

    private static async Task<Results<Answered<FetchedLinesView>, Problem>> FetchLinesAsync(long account, ApiRequest request, FetchLines fetch, CancellationToken ct)
    {
        return await fetch.RunAsync(request.Caller, account, ct) switch
        {
            FetchLinesResult.Done(var added, var known) => Answers.Ok(new FetchedLinesView(added, known)),
            FetchLinesResult.Refused(var why) => Problem.Of(why),
            FetchLinesResult.Unanswered(var code) => Problem.Unanswered(code),
            _ => Problem.Conflict("lines_not_listed"),
        };
    }
}
