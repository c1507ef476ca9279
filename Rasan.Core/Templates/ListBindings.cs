using Rasan.Core.Accounts;
using Rasan.Core.Services;

namespace Rasan.Core.Templates;

/// <summary>A template's pattern at one account.</summary>
public sealed record AccountBinding(Account Account, BoundTemplate Binding);

/// <summary>At which accounts a template goes out by a pattern of the provider's.</summary>
public sealed class ListBindings(Catalogs catalogs)
{
    /// <returns>In order of creation of the accounts; null: the service has no such template.</returns>
    public IReadOnlyList<AccountBinding>? Run(Caller caller, string templateKey)
    {
        caller.Demand(Permissions.ManageTemplates);
        var catalog = catalogs.Current;
        if (catalog.FindTemplate(caller.Service.Id, templateKey) is not { } template) return null;
        return
        [
            .. catalog.Routes.BindingsOf(template.Template.Id)
                .Select(binding => (Account: catalog.Accounts.GetValueOrDefault(binding.AccountId), Binding: binding))
                .Where(bound => bound.Account is not null && caller.MaySee(bound.Account))
                .OrderBy(bound => bound.Account!.Id)
                .Select(bound => new AccountBinding(bound.Account!, bound.Binding)),
        ];
    }
}
