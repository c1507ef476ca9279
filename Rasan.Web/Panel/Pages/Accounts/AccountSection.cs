using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Localization;
using Rasan.Core.Accounts;
using Rasan.Core.Accounts.Changes;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Storage;
using Rasan.Web.Panel.Parts;
using Rasan.Web.Panel.Words;

namespace Rasan.Web.Panel.Pages.Accounts;

/// <summary>A part of an account's page that changes something: what is wrong stands at its field, and what came of it is said below.</summary>
public abstract class AccountSection : ComponentBase
{
    [CascadingParameter] public Caller Caller { get; set; } = null!;

    [Inject] private IStringLocalizer<AccountTexts> Texts { get; set; } = null!;

    protected bool IsBusy { get; private set; }
    internal SectionNotice.Notice? Notice { get; set; }
    private IReadOnlyList<Fault> Faults { get; set; } = [];

    /// <returns>Null: nothing is wrong there.</returns>
    protected string? FaultOf(string field) => Faults.Where(fault => fault.Field == field).Select(PanelWords.WrongValue).FirstOrDefault();

    protected string? Invalid(string field) => FaultOf(field) is null ? null : "true";

    /// <summary>What the open form was filled from.</summary>
    protected FormBasis Basis { get; } = new();

    /// <param name="stored">What is stored now of what the form changes.</param>
    /// <returns>Whether somebody else has changed it meanwhile; the reader has been told so, and may save again.</returns>
    protected bool IsOvertaken(object? stored)
    {
        if (!Basis.IsOvertaken(stored)) return false;
        (Faults, Notice) = ([], new(false, Texts["Overtaken"]));
        return true;
    }

    protected void Forget() => (Faults, Notice) = ([], null);

    /// <returns>What was done; null: nothing was, and the reader has been told why.</returns>
    protected async Task<AccountResult.Done?> DoAsync(Func<Task<AccountResult>> act, string? said)
    {
        if (IsBusy) return null;
        (IsBusy, Faults, Notice) = (true, [], null);
        try
        {
            var result = await act();
            if (result is AccountResult.Refused(var faults)) Faults = faults;
            Notice = result is AccountResult.Done ? said is null ? null : new(true, said) : Refusal(result);
            return result as AccountResult.Done;
        }
        catch (ForbiddenException)
        {
            Notice = new(false, Texts["Forbidden"]);
        }
        catch (Exception exception) when (StorageUnavailableException.From(exception) is not null)
        {
            Notice = new(false, Texts["Unavailable"]);
        }
        finally
        {
            IsBusy = false;
        }

        return null;
    }

    /// <summary>In words, with what has no field of its own to stand at.</summary>
    internal SectionNotice.Notice Refusal(AccountResult result) => result switch
    {
        AccountResult.Refused(var faults) => new(false, Texts["NotSaved"], string.Join(' ', faults.Where(fault => fault.Code == "no_usable_key").Select(PanelWords.WrongValue))),
        AccountResult.InUse(var code) => new(false, PanelWords.Problem(code), PanelWords.Advice(code)),
        AccountResult.Shared => new(false, PanelWords.Problem("shared_account"), PanelWords.Advice("shared_account")),
        AccountResult.ForeignTenant => new(false, PanelWords.Problem("foreign_tenant")),
        _ => new(false, Texts["Gone"]),
    };
}
