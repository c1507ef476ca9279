using System.Globalization;
using Microsoft.AspNetCore.Components;
using Rasan.Core.Accounts;
using Rasan.Core.Accounts.Changes;
using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Web.Api.Accounts;
using Rasan.Web.Api.Notifications;
using Rasan.Web.Api.Problems;
using Rasan.Web.Panel.Words;

namespace Rasan.Web.Panel.Pages.Accounts;

/// <summary>Tries the account with one real message, and shows the provider's answer word for word.</summary>
public sealed partial class TestSection(TestAccount test, IServiceProvider services) : AccountSection
{
    [Parameter, EditorRequired] public Account Account { get; set; } = null!;

    private string To { get; set; } = "";
    private string Text { get; set; } = ApiTexts.TestMessage(Language);
    private string Line { get; set; } = "";
    private string? ToFault { get; set; }

    /// <summary>Null: nothing was tried yet.</summary>
    private AccountTestView? Answer { get; set; }
    private Money? Cost { get; set; }

    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    private static string Colour(AccountTestView answer) => answer.Outcome switch
    {
        "accepted" => "good",
        "refused" => "bad",
        _ => "warn",
    };

    private async Task SendAsync()
    {
        (Answer, Cost) = (null, null);
        var isNumber = Recipient.TryParse(To, out var to);
        ToFault = isNumber ? null : PanelWords.WrongValue(new("to", To.Trim().Length == 0 ? "required" : Addressee.BadNumber, To.Trim()));
        if (!isNumber) return;
        var text = string.IsNullOrWhiteSpace(Text) ? ApiTexts.TestMessage(Language) : Text;
        TestAccountResult? result = null;
        await DoAsync(async () =>
        {
            result = await test.RunAsync(new(Caller, Account.Id, to, text, Line.Length == 0 ? null : Line));
            if (result is not TestAccountResult.Answered answered) return result is TestAccountResult.Refused(var why) ? why : new AccountResult.NotFound();
            Answer = AccountTestWords.View(answered, new AttemptWords(services, Language));
            Cost = (answered.Answer as ProviderAnswer.Accepted)?.Cost;
            return new AccountResult.Done(Account.Id);
        }, said: null);
        if (result is TestAccountResult.Unavailable) Notice = new(false, Texts["Unavailable"]);
    }
}
