using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Logs;

/// <summary>
/// What the actors of a log are called. Of tokens the service's own; of people its members and the system's administrators, who act
/// everywhere: a list of numbers is no way to learn the names of everybody else.
/// </summary>
public sealed class ActorNames(IDbContextFactory<RasanDb> stores)
{
    private const string User = "user:", Token = "token:";

    /// <param name="actors">As the logs have them: <c>user:1</c>, <c>token:3</c>, <c>cli</c>, <c>system</c>.</param>
    /// <returns>By actor; who has no name, or none this caller may know, is missing.</returns>
    public async Task<IReadOnlyDictionary<string, string>> RunAsync(Caller caller, IEnumerable<string> actors, CancellationToken ct)
    {
        caller.Demand(Permissions.SeeLogs);
        var asked = actors.Distinct(StringComparer.Ordinal).ToList();
        var (users, tokens) = (IdsOf(asked, User), IdsOf(asked, Token));
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        if (users.Count + tokens.Count == 0) return names;

        await using var store = await stores.CreateDbContextAsync(ct);
        var (service, seesAll) = (caller.Service.Id, caller.May(Permissions.SeeSystem));
        var people = store.Users.Where(u => users.Contains(u.Id) && (seesAll || u.IsSystemAdministrator || store.Members.Any(m => m.UserId == u.Id && m.ServiceId == service)));
        foreach (var person in await people.Select(u => new { u.Id, Name = u.DisplayName ?? u.UserName }).ToListAsync(ct))
        {
            if (person.Name is { } name) names[ActorOf(User, person.Id)] = name;
        }

        var keys = store.Tokens.Where(t => tokens.Contains(t.Id) && (seesAll || t.ServiceId == service));
        foreach (var token in await keys.Select(t => new { t.Id, t.Name }).ToListAsync(ct)) names[ActorOf(Token, token.Id)] = token.Name;
        return names;
    }

    private static List<long> IdsOf(List<string> actors, string kind) =>
        [.. actors.Where(actor => actor.StartsWith(kind, StringComparison.Ordinal))
            .Select(actor => long.TryParse(actor.AsSpan(kind.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0)];

    private static string ActorOf(string kind, long id) => string.Create(CultureInfo.InvariantCulture, $"{kind}{id}");
}
