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
        routes.MapGet("/accounts", List).RequireScope(Scopes.ProvidersManage).WithTags("Accounts").WithName("ListAccounts").WithSummary("The service's accounts, their balance, keys, lines and pauses");

    private static Answered<AccountListView> List(ApiRequest request, ListAccounts list, Catalogs catalogs, AccountHealth health, Core.Channels.Providers providers, IOptions<PublicAddressOptions> address) =>
        Answers.Ok(new AccountListView([.. list.Run(request.Caller).Select(account => AccountView.Of(account, catalogs.Current, health, providers, address.Value.Base))]));
}
