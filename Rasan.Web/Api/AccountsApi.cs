using Microsoft.Extensions.Options;
using Rasan.Core.Accounts;
using Rasan.Core.Services;
using Rasan.Web.Api.Accounts;
using Rasan.Web.Api.Doors;

namespace Rasan.Web.Api;

/// <summary>Accounts at providers, with what is known of them.</summary>
internal static class AccountsApi
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/accounts", ListAsync).RequireScope(Scopes.ProvidersManage).WithTags("Accounts").WithName("ListAccounts").WithSummary("The service's accounts, their balance, keys, lines and pauses");

    private static async Task<Answered<AccountListView>> ListAsync(
        ApiRequest request, ListAccounts list, ReadStanding read, Catalogs catalogs, AccountHealth health, Core.Channels.Providers providers, IOptions<PublicAddressOptions> address, CancellationToken ct)
    {
        var accounts = list.Run(request.Caller);
        var days = await read.DaysLeftAsync(accounts, ct);
        return Answers.Ok(new AccountListView([.. accounts.Select(account => AccountView.Of(account, catalogs.Current, health, providers, address.Value.Base) with { DaysLeft = days.TryGetValue(account.Id, out var left) ? left : null })]));
    }
}
