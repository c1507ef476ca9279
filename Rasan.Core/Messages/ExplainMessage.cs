using Rasan.Core.Accounts;
using Rasan.Core.Routes;
using Rasan.Core.Services;

namespace Rasan.Core.Messages;

/// <summary>Which rule and accounts a message would get if it were handed over now, whatever it got when it was.</summary>
public sealed class ExplainMessage(Catalogs catalogs, AccountHealth health, MessageTexts texts, TimeProvider clock)
{
    public RoutePlan Run(Caller caller, Message message)
    {
        caller.Demand(Permissions.SeeMessages);
        var catalog = catalogs.Current;
        var question = new RouteQuestion(message.ServiceId, message.TenantId, message.Intent, message.Kind, message.Channel)
        {
            Line = message.Line,
            Segments = message.Segments,
            TemplateId = message.TemplateId,
            Language = catalog.LanguageOf(message.TemplateId, message.Language),
            Values = catalog.Routes.IsBound(message.TemplateId) ? texts.ValuesOf(message.Variables, message.Sealed) : null,
            Pauses = health.Pauses,
        };
        return RoutePlanner.Plan(catalog.Routes, question, clock.GetUtcNow());
    }
}
