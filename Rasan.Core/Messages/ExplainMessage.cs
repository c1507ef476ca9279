using Rasan.Core.Accounts;
using Rasan.Core.Routes;
using Rasan.Core.Services;

namespace Rasan.Core.Messages;

/// <summary>Which rule and accounts a message would get if it were handed over now, whatever it got when it was.</summary>
public sealed class ExplainMessage(Catalogs catalogs, AccountHealth health, TimeProvider clock)
{
    public RoutePlan Run(Caller caller, Message message)
    {
        caller.Demand(Permissions.SeeMessages);
        var question = new RouteQuestion(message.ServiceId, message.TenantId, message.Intent, message.Kind, message.Channel)
        {
            Line = message.Line,
            Segments = message.Segments,
            Pauses = health.Pauses,
        };
        return RoutePlanner.Plan(catalogs.Current.Routes, question, clock.GetUtcNow());
    }
}
