using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Services;
using Rasan.Core.Storage;

namespace Rasan.Core.Messages;

internal static class MatchingMessages
{
    /// <summary>By row id. One parameter however many there are: EF Core would write a list of them, or refuse this SQLite.</summary>
    public static IQueryable<Message> WithIds(this DbSet<Message> messages, IReadOnlyList<long> ids) =>
        messages.FromSql($"SELECT * FROM messages WHERE id IN (SELECT value FROM json_each({JsonSerializer.Serialize(ids)}))").AsNoTracking();

    /// <summary>Those that the filter leaves of a caller's rows; texts, numbers and times are looked at elsewhere.</summary>
    public static IQueryable<Message> Matching(this IQueryable<Message> rows, MessageFilter filter, Caller caller, RasanDb store)
    {
        if (caller.Tenant is { } tenant) rows = rows.Where(m => m.TenantId == tenant.Id);
        if (filter.States.Count > 0) rows = rows.Where(m => filter.States.Contains(m.State));
        if (filter.Channel is { } channel) rows = rows.Where(m => m.Channel == channel);
        if (filter.Accounts is { } accounts) rows = rows.Where(m => m.AccountId != null && accounts.Contains(m.AccountId.Value));
        if (filter.TemplateId is { } template) rows = rows.Where(m => m.TemplateId == template);
        if (filter.Intent is { } intent) rows = rows.Where(m => m.Intent == intent);
        if (filter.Reference is { } reference) rows = rows.Where(m => m.Reference == reference);
        if (filter.Tag is { } tag) rows = rows.Where(m => m.Tags != null && m.Tags.Contains("|" + tag + "|"));
        if (filter.Line is { } line)
            rows = rows.Where(m => m.Line == line || (m.LineId != null && store.Lines.Any(l => l.Id == m.LineId && l.Number == line)));
        return rows;
    }
}
