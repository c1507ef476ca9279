using Microsoft.AspNetCore.Http.HttpResults;
using Rasan.Core.Accounts;
using Rasan.Core.Accounts.Changes;
using Rasan.Core.Services;
using Rasan.Web.Api.Accounts;
using Rasan.Web.Api.Doors;
using Rasan.Web.Api.Problems;

namespace Rasan.Web.Api;

/// <summary>Accounts at providers: what is known of them, made and changed.</summary>
internal static class AccountsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var accounts = routes.MapGroup("").RequireScope(Scopes.ProvidersManage).WithTags("Accounts");
        accounts.MapGet("/accounts", ListAsync).WithName("ListAccounts").WithSummary("The service's accounts and the shared ones, their balance, keys, lines and pauses");
        accounts.MapPost("/accounts", CreateAsync).WithName("CreateAccount").WithSummary("Make an account, with its first key and line");
        accounts.MapGet("/accounts/{account:long}", Find).WithName("FindAccount").WithSummary("One account");
        accounts.MapPut("/accounts/{account:long}", ChangeAsync).WithName("ChangeAccount").WithSummary("Change an account, as a whole");
        accounts.MapDelete("/accounts/{account:long}", RemoveAsync).WithName("RemoveAccount").WithSummary("Remove an account with its keys; old messages go on naming it");
        accounts.MapPost("/accounts/{account:long}/pause", PauseAsync).WithName("PauseAccount").WithSummary("Pause an account: others take its messages");
        accounts.MapPost("/accounts/{account:long}/resume", ResumeAsync).WithName("ResumeAccount").WithSummary("Take a paused account up again");
        accounts.MapPost("/accounts/{account:long}/test", TestAsync).WithName("TestAccount").WithSummary("Send one message through this account and see the provider's answer");
        AccountPartsApi.Map(accounts);
    }

    private static async Task<Answered<AccountListView>> ListAsync(ApiRequest request, AccountViews views, CancellationToken ct) => Answers.Ok(new AccountListView(await views.AllAsync(request, ct)));

    private static Results<Answered<AccountView>, Problem> Find(long account, ApiRequest request, AccountViews views) =>
        views.Find(request, account) is { } found ? Answers.Ok(views.Of(request, found)) : Problem.NotFound();

    private static async Task<Results<Answered<AccountView>, Problem>> CreateAsync(Body<CreateAccountRequest> body, CreateAccount create, AccountViews views, CancellationToken ct)
    {
        var check = new Check(body.Request.At);
        var order = body.Value.ToOrder(body.Request, check);
        if (check.Faults is { } faults) return Problem.Invalid(faults);
        AccountView? kept = null;
        var result = await create.RunAsync(order with { Idempotency = body.Guard((Account made) => kept = views.Of(body.Request, made)) }, ct);
        return result is AccountResult.Done && kept is not null ? Answers.Ok(kept) : Answer(result, body.Request, views);   // as it is kept: by now its provider may have been asked
    }

    private static async Task<Results<Answered<AccountView>, Problem>> ChangeAsync(long account, Body<ChangeAccountRequest> body, ChangeAccount change, AccountViews views, CancellationToken ct) =>
        Answer(await change.RunAsync(body.Caller, account, body.Value.Provider, body.Value.ToForm(), ct), body.Request, views);

    private static async Task<Results<Answered<RemovedView>, Problem>> RemoveAsync(long account, ApiRequest request, RemoveAccount remove, CancellationToken ct)
    {
        var result = await remove.RunAsync(request.Caller, account, ct);
        return result is AccountResult.Done ? Answers.Ok(new RemovedView(account)) : Problem.Of(result);
    }

    private static async Task<Results<Answered<AccountView>, Problem>> PauseAsync(long account, Body<PauseRequest> body, PauseAccount pause, AccountViews views, CancellationToken ct) =>
        Answer(await pause.RunAsync(body.Caller, account, body.Value.Minutes, ct), body.Request, views);

    private static async Task<Results<Answered<AccountView>, Problem>> ResumeAsync(long account, ApiRequest request, ResumeAccount resume, AccountViews views, CancellationToken ct) =>
        Answer(await resume.RunAsync(request.Caller, account, ct), request, views);

    private static async Task<Results<Answered<AccountTestView>, Problem>> TestAsync(long account, Body<AccountTestRequest> body, TestAccount test)
    {
        var check = new Check(body.Request.At);
        if (body.Value.ToTest(body.Request, account, check) is not { } order) return Problem.Invalid(check.Faults!);
        return await test.RunAsync(order) switch
        {
            TestAccountResult.Answered answered => Answers.Ok(AccountTestWords.View(answered, body.Request.Words)),
            TestAccountResult.Refused(var why) => Problem.Of(why),
            TestAccountResult.Unavailable(var fault) => Problem.Unavailable(fault),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static Results<Answered<AccountView>, Problem> Answer(AccountResult result, ApiRequest request, AccountViews views) => result switch
    {
        AccountResult.Done(var id, _) => Answers.Ok(views.Of(request, id)),
        AccountResult.Kept(var first) => Answers.First<AccountView>(first),
        _ => Problem.Of(result),
    };
}
