using Microsoft.AspNetCore.Components;
using Rasan.Core.Logs;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Users;
using Rasan.Web.Api;
using Rasan.Web.Api.Logs;
using Rasan.Web.Panel.Lists;
using Rasan.Web.Panel.Reading;
using Rasan.Web.Panel.Words;

namespace Rasan.Web.Panel.Pages.Logs;

/// <summary>Who changed what in a service, when and from where.</summary>
public sealed partial class Operations(ListOperations list, ActorNames names, Catalogs catalogs, PanelWords words, TimeProvider clock) : ComponentBase
{
    private static readonly string[] Usual = ["actor", "action", "subject", "address"];
    private static readonly string[] MoreNames = ["subject", "text"];

    [Parameter] public string ServiceKey { get; set; } = "";
    [CascadingParameter] public Caller Caller { get; set; } = null!;

    /// <summary>Who may have acted: members and system administrators, the service's tokens, the program itself.</summary>
    private IEnumerable<(string Value, string Text)> Actors
    {
        get
        {
            var (catalog, service) = (catalogs.Current, Caller.Service.Id);
            var people = catalog.Users.Values.Where(user => user.IsSystemAdministrator || catalog.Members.ContainsKey((service, user.Id))).Select(user => (User.InLog(user.Id), user.Name));
            var tokens = catalog.Tokens.Values.Where(entry => entry.Service.Id == service).Select(entry => (entry.Actor, entry.Token.Name));
            return [.. people.OrderBy(who => who.Name, StringComparer.CurrentCulture), .. tokens.OrderBy(who => who.Name, StringComparer.CurrentCulture), ("cli", words.Actor("cli")), ("system", words.Actor("system"))];
        }
    }

    private async Task<ListAnswer<OperationRow>> AskAsync(ListQuestion question, CancellationToken ct)
    {
        var check = new Check(clock.GetUtcNow());
        if (LogsQuery.ReadOperations(question.Read(LogsQuery.OperationParameters.Keys, check), check) is not var (filter, turn)) return new ListAnswer<OperationRow>(check.Faults!);
        var page = await list.RunAsync(Caller, filter, turn, ct);
        var called = await names.RunAsync(Caller, page.Rows.Select(row => row.Actor), ct);
        return new([.. page.Rows.Select(row => new OperationRow(row, called.GetValueOrDefault(row.Actor) ?? words.Actor(row.Actor)))], page.Next?.ToString(), page.SearchedUntil, []);
    }
}

/// <param name="Operation">What was done.</param>
/// <param name="Who">The actor's name for people.</param>
public sealed record OperationRow(Operation Operation, string Who)
{
    private const string MessagePrefix = "message:";

    // what is open stays open when the same rows are read again
    public bool Equals(OperationRow? other) => other?.Operation.Id == Operation.Id;

    public override int GetHashCode() => Operation.Id.GetHashCode();

    public bool HasChange => (Operation.Before ?? Operation.After) is not null;

    /// <summary>The message that it was done to; null: to something else.</summary>
    public TrackingId? Message =>
        Operation.Subject.StartsWith(MessagePrefix, StringComparison.Ordinal) && TrackingId.TryParse(Operation.Subject[MessagePrefix.Length..], out var id) ? id : null;
}
