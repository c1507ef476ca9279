using Rasan.Core.Accounts.Changes;
using Rasan.Core.Channels;
using Rasan.Web.Api.Notifications;

namespace Rasan.Web.Api.Accounts;

/// <summary>What came of a test message, in words for one reader.</summary>
internal static class AccountTestWords
{
    public static AccountTestView View(TestAccountResult.Answered test, AttemptWords words)
    {
        var (outcome, code, detail) = test.Answer switch
        {
            ProviderAnswer.Accepted => ("accepted", null, null),
            ProviderAnswer.Refused refused => ("refused", refused.Code, refused.Detail),
            ProviderAnswer.Unknown unknown => ("unknown", unknown.Why, null),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        var accepted = test.Answer as ProviderAnswer.Accepted;
        return new(
            test.Id.Value, outcome, test.Line, accepted?.Reference, code, words.MessageOf(test.Account.Provider, code, detail), MoneyView.Of(accepted?.Cost),
            [.. test.Raw.Select(raw => new RawAnswerView(raw.Status, raw.Body))]);
    }
}
