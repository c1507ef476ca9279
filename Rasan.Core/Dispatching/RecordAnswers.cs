using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Core.Services;

namespace Rasan.Core.Dispatching;

/// <summary>Writes what a provider answered, and what follows from it.</summary>
internal sealed class RecordAnswers(Ledger ledger, Catalogs catalogs, Providers providers)
{
    public Task RunAsync(List<PlannedAttempt> group, IReadOnlyList<ProviderAnswer> answers) => ledger.PromiseAsync(session =>
    {
        for (var i = 0; i < group.Count; i++) Record(session, group[i], answers[i]);
        return group.Count;
    });

    public Transitions.ReportPlan ReportPlanOf(long accountId)
    {
        if (!catalogs.Current.Accounts.TryGetValue(accountId, out var account)) return new(Account.DefaultReportWindow, CanPoll: false);
        return new(account.ReportWindow, providers.Find(account.Provider)?.Capabilities.StatusByReference == true);
    }

    private void Record(LedgerSession session, PlannedAttempt planned, ProviderAnswer answer)
    {
        var attempt = Transitions.Answered(planned.Attempt, answer, session.Now);
        session.SaveAttempt(attempt);
        var report = ReportPlanOf(attempt.AccountId);
        if (session.Save(planned.Message, Transitions.Answered(planned.Message, attempt, answer, report, session.Now))) return;

        // the lease was over and the message was taken for uncertain: the answer came after all
        if (session.Find(planned.Message.Body.Id) is { State: MessageState.Uncertain } uncertain)
            session.Save(uncertain, Transitions.Answered(uncertain, attempt, answer, report, session.Now));
    }
}
