using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Localization;
using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Dispatching;
using Rasan.Core.Intents;
using Rasan.Core.Messages;
using Rasan.Web.Api.Problems;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Words;

/// <summary>The stable words of the core in the reader's language. A word nobody has put into words shows itself.</summary>
public sealed class PanelWords(IStringLocalizer<PanelWords> words)
{
    private static string Language => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;

    public string State(MessageState state) => Of("state", state);

    public string Kind(Kind kind) => Of("kind", kind);

    public string Lane(Lane lane) => Of("lane", lane);

    /// <summary>A sending method: one of <see cref="ChannelKeys"/>.</summary>
    public string Channel(string channel) => Find("channel", channel) ?? channel;

    public string Encoding(SegmentEncoding encoding) => Of("encoding", encoding);

    public string Outcome(AttemptOutcome outcome) => Of("outcome", outcome);

    public string Report(DeliveryState state) => Of("report", state);

    /// <summary>Why an account was passed over: one of <see cref="Core.Routes.RouteReason"/>.</summary>
    public string Reason(string reason) => Find("reason", reason) ?? reason;

    /// <summary>What decided the order of accounts: one of <see cref="Core.Routes.RouteRule"/>.</summary>
    public string Rule(string rule) => Find("rule", rule) ?? rule;

    /// <summary>Why nothing can be sent to a recipient: one of <see cref="Addressee"/>'s codes.</summary>
    public string Recipient(string code) => Find("recipient", code) ?? code;

    /// <summary>Why a message is in its state, by Rasan's own word; a provider's code is the provider's to explain.</summary>
    public string Fault(string fault) => Find("fault", fault) ?? Find("reason", fault) ?? ApiTexts.Attempt(fault, Language) ?? fault;

    /// <summary>What an account's alert is about.</summary>
    public string Alert(Core.Alerts.AlertOn on) => Of("alert", on);

    /// <summary>What a line may carry.</summary>
    public string LineClass(LineClass lineClass) => Of("line_class", lineClass);

    /// <summary>What an operation did.</summary>
    public string Action(string action) => Find("action", action) ?? action;

    /// <summary>Everything that an operation can have done, in the order of its words.</summary>
    public IEnumerable<(string Action, string Text)> Actions =>
        words.GetAllStrings(includeParentCultures: true).Where(word => word.Name.StartsWith("action.", StringComparison.Ordinal))
            .Select(word => (word.Name["action.".Length..], word.Value)).OrderBy(action => action.Value, StringComparer.CurrentCulture);

    /// <summary>Who acted where it was nobody by name: <c>cli</c>, <c>system</c>.</summary>
    public string Actor(string actor) => Find("actor", actor) ?? actor;

    /// <summary>A problem of the API in a few words.</summary>
    public static string Problem(string code) => ApiTexts.Title(code, Language);

    /// <summary>What is wrong with a value, by one of the API's codes.</summary>
    public static string WrongValue(Fault fault) => fault.Code is "too_long" or "too_many" or "bad_limit" or "bad_minutes"
        ? Shown.Digits(ApiTexts.Fault(fault.Code, long.TryParse(fault.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? Shown.Number(most) : fault.Value, Language))
        : ApiTexts.Fault(fault.Code, fault.Value, Language);

    /// <summary>What to do about a problem of the API.</summary>
    public static string Advice(string code) => ApiTexts.Detail(code, value: null, Language);

    /// <summary>Everything that a call can be refused with, by its code.</summary>
    public static IEnumerable<(string Code, string Text)> Problems =>
        EveryProblem.Codes.Select(problem => (problem.Code, Problem(problem.Code))).Concat(EveryProblem.Values.Select(value => (value.Code, ApiTexts.Fault(value.Code, "…", Language))));

    private string Of(string group, Enum value)
    {
        var word = JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
        return Find(group, word) ?? word;
    }

    private string? Find(string group, string word) => words[$"{group}.{word}"] is { ResourceNotFound: false } found ? found.Value : null;
}
