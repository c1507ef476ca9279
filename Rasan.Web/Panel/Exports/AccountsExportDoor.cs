using Microsoft.AspNetCore.Http.HttpResults;
using Rasan.Core.Accounts;
using Rasan.Core.Services;
using Rasan.Web.Api;
using Rasan.Web.Api.Accounts;
using Rasan.Web.Panel.Pages.Accounts;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Exports;

/// <summary>The accounts, and the alerts of one of them, as files: with the same filters as on their pages.</summary>
internal static class AccountsExportDoor
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var accounts = routes.MapGroup("/s/{service}/accounts").RequireAuthorization().ExcludeFromDescription();
        accounts.MapGet("/export", AccountsAsync);
        accounts.MapGet("/{account:long}/alerts/export", AlertsAsync);
    }

    private static async Task<Results<EmptyHttpResult, StatusCodeHttpResult, ContentHttpResult>> AccountsAsync(
        string service, string? format, HttpContext http, Reader reader, TimeProvider clock, AccountsExport export)
    {
        if (ExportDoor.Enter(reader, service, format, Permissions.SeeAccounts, out var refusal) is not { } order) return refusal;
        var check = new Check(clock.GetUtcNow());
        if (AccountFilter.Read(ExportDoor.QuestionOf(http).Read(AccountFilter.Names, check), check) is not { } filter) return ExportDoor.Wrong(check.Faults!);
        await export.AccountsAsync(http.Response, order, filter, http.RequestAborted);
        return TypedResults.Empty;
    }

    private static async Task<Results<EmptyHttpResult, StatusCodeHttpResult, ContentHttpResult>> AlertsAsync(
        string service, long account, string? format, HttpContext http, Reader reader, Catalogs catalogs, TimeProvider clock, AccountsExport export)
    {
        if (ExportDoor.Enter(reader, service, format, Permissions.SeeAccounts, out var refusal) is not { } order) return refusal;
        if (catalogs.Current.OwnAccount(order.Caller, account) is null) return TypedResults.StatusCode(StatusCodes.Status404NotFound);
        var check = new Check(clock.GetUtcNow());
        if (AlertsQuery.Read(ExportDoor.QuestionOf(http).Read(AlertsQuery.Parameters.Keys, check), check) is not var (filter, _, _)) return ExportDoor.Wrong(check.Faults!);
        await export.AlertsAsync(http.Response, order, account, filter, http.RequestAborted);
        return TypedResults.Empty;
    }
}
