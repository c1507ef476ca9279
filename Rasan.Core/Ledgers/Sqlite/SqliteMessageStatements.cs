using Microsoft.Data.Sqlite;
using Rasan.Core.Dispatching;
using Rasan.Core.Intents;
using Rasan.Core.Messages;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Sqlite;

namespace Rasan.Core.Ledgers.Sqlite;

/// <summary>The statements on <c>messages</c>.</summary>
internal sealed class SqliteMessageStatements : IDisposable
{
    private const string Columns =
        "id, tracking_id, service_id, tenant_id, token_id, channel, skipped_channels, kind, lane, intent, recipient, text, variables, sealed, segments, language, " +
        "template_id, line, created_at, day, scheduled_at, reference, tags, resend_of, " +
        "state, state_at, due_at, expires_at, attempt_id, account_id, line_id, attempt_count, round, may_arrive_twice, fault, delivered_at, final_at, cost_micros, currency, about_account_id";

    private const int BodyColumns = 24;

    private readonly Statement _insert, _save, _claim, _find, _findByTracking, _due, _overdue, _nextDue;

    public SqliteMessageStatements(SqliteConnection connection)
    {
        _insert = new(connection, $"""
            INSERT INTO messages ({Columns})
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
                $25, $26, $27, $28, NULL, NULL, NULL, 0, 0, 0, $29, NULL, $30, NULL, NULL, $31)
            """);
        _claim = new(connection, $"""
            UPDATE messages SET state = 2, state_at = $1, due_at = $2, attempt_count = attempt_count + 1
            WHERE id IN (SELECT id FROM messages WHERE state = 1 AND lane = $3 ORDER BY due_at LIMIT $4)
            RETURNING {Columns}
            """);
        _save = new(connection, """
            UPDATE messages SET state = $1, state_at = $2, due_at = $3, expires_at = $4, attempt_id = $5, account_id = $6, line_id = $7, attempt_count = $8,
                round = $9, may_arrive_twice = $10, fault = $11, delivered_at = $12, final_at = $13, cost_micros = $14, currency = $15
            WHERE id = $16 AND state = $17 AND attempt_count = $18
            """);
        _find = new(connection, $"SELECT {Columns} FROM messages WHERE id = $1");
        _findByTracking = new(connection, $"SELECT {Columns} FROM messages WHERE tracking_id = $1 AND service_id = $2");
        // the first two terms repeat the index's filter: SQLite uses a partial index only where it sees those very terms
        _due = new(connection, $"SELECT {Columns} FROM messages WHERE state <> 1 AND state <= 4 AND state = $1 AND due_at <= $2 ORDER BY due_at LIMIT $3");
        _overdue = new(connection, $"""
            SELECT {Columns} FROM messages
            WHERE id IN (SELECT id FROM messages WHERE state = 1 AND lane = $1 ORDER BY due_at LIMIT 1000) AND expires_at <= $2 LIMIT $3
            """);
        _nextDue = new(connection, "SELECT min(due_at) FROM messages WHERE state <> 1 AND state <= 4 AND state = $1");
    }

    public void Insert(long id, MessageRow message)
    {
        var body = message.Body;
        _insert.Set(0, id);
        _insert.Set(1, body.TrackingId.Value.ToByteArray(bigEndian: true));
        _insert.Set(2, body.ServiceId);
        _insert.Set(3, body.TenantId);
        _insert.Set(4, body.TokenId);
        _insert.Set(5, body.Channel);
        _insert.Set(6, body.SkippedChannels);
        _insert.Set(7, (long)body.Kind);
        _insert.Set(8, (long)body.Lane);
        _insert.Set(9, body.Intent);
        _insert.Set(10, body.Recipient);
        _insert.Set(11, body.Text);
        _insert.Set(12, body.Variables);
        _insert.Set(13, body.Sealed);
        _insert.Set(14, body.Segments);
        _insert.Set(15, body.Language);
        _insert.Set(16, body.TemplateId);
        _insert.Set(17, body.Line);
        _insert.Set(18, body.CreatedAt);
        _insert.Set(19, body.Day);
        _insert.Set(20, body.ScheduledAt);
        _insert.Set(21, body.Reference);
        _insert.Set(22, body.Tags);
        _insert.Set(23, body.ResendOf?.Value.ToByteArray(bigEndian: true));
        _insert.Set(24, (long)message.State);
        _insert.Set(25, message.StateAt);
        _insert.Set(26, message.DueAt);
        _insert.Set(27, message.ExpiresAt);
        _insert.Set(28, message.Fault);
        _insert.Set(29, message.FinalAt);
        _insert.Set(30, body.AboutAccountId);
        _insert.ExecuteNonQuery();
    }

    public void Claim(Lane lane, int many, long now, long leaseUntil, List<MessageRow> into)
    {
        _claim.Set(0, now);
        _claim.Set(1, leaseUntil);
        _claim.Set(2, (long)lane);
        _claim.Set(3, many);
        _claim.Each(into, ToRow);
    }

    public bool Save(MessageRow message, MessageState fromState, int fromAttemptCount)
    {
        _save.Set(0, (long)message.State);
        _save.Set(1, message.StateAt);
        _save.Set(2, message.DueAt);
        _save.Set(3, message.ExpiresAt);
        _save.Set(4, message.AttemptId);
        _save.Set(5, message.AccountId);
        _save.Set(6, message.LineId);
        _save.Set(7, message.AttemptCount);
        _save.Set(8, message.Round);
        _save.Set(9, message.MayArriveTwice ? 1 : 0);
        _save.Set(10, message.Fault);
        _save.Set(11, message.DeliveredAt);
        _save.Set(12, message.FinalAt);
        _save.Set(13, message.CostMicros);
        _save.Set(14, message.Currency);
        _save.Set(15, message.Body.Id);
        _save.Set(16, (long)fromState);
        _save.Set(17, fromAttemptCount);
        return _save.ExecuteNonQuery() == 1;
    }

    public MessageRow? Find(long id)
    {
        _find.Set(0, id);
        return _find.First(ToRow);
    }

    public MessageRow? Find(TrackingId id, long serviceId)
    {
        _findByTracking.Set(0, id.Value.ToByteArray(bigEndian: true));
        _findByTracking.Set(1, serviceId);
        return _findByTracking.First(ToRow);
    }

    public void FindDue(MessageState state, long now, int many, List<MessageRow> into)
    {
        _due.Set(0, (long)state);
        _due.Set(1, now);
        _due.Set(2, many);
        _due.Each(into, ToRow);
    }

    public void FindOverdue(Lane lane, long now, int many, List<MessageRow> into)
    {
        _overdue.Set(0, (long)lane);
        _overdue.Set(1, now);
        _overdue.Set(2, many);
        _overdue.Each(into, ToRow);
    }

    public long? NextDue(MessageState state)
    {
        _nextDue.Set(0, (long)state);
        return _nextDue.First(row => row.LongOrNull(0));
    }

    public void Dispose()
    {
        foreach (var command in (IDisposable[])[_insert, _claim, _save, _find, _findByTracking, _due, _overdue, _nextDue]) command.Dispose();
    }

    private static MessageRow ToRow(Statement row) => new()
    {
        Body = ToBody(row),
        State = (MessageState)row.Int(BodyColumns),
        StateAt = row.Long(BodyColumns + 1),
        DueAt = row.Long(BodyColumns + 2),
        ExpiresAt = row.Long(BodyColumns + 3),
        AttemptId = row.LongOrNull(BodyColumns + 4),
        AccountId = row.LongOrNull(BodyColumns + 5),
        LineId = row.LongOrNull(BodyColumns + 6),
        AttemptCount = row.Int(BodyColumns + 7),
        Round = row.Int(BodyColumns + 8),
        MayArriveTwice = row.Int(BodyColumns + 9) != 0,
        Fault = row.Text(BodyColumns + 10),
        DeliveredAt = row.LongOrNull(BodyColumns + 11),
        FinalAt = row.LongOrNull(BodyColumns + 12),
        CostMicros = row.LongOrNull(BodyColumns + 13),
        Currency = row.Text(BodyColumns + 14),
    };

    private static MessageBody ToBody(Statement row) => new()
    {
        Id = row.Long(0),
        TrackingId = new(new Guid(row.Bytes(1), bigEndian: true)),
        ServiceId = row.Long(2),
        TenantId = row.Long(3),
        TokenId = row.LongOrNull(4),
        Channel = row.Text(5)!,
        SkippedChannels = row.Text(6),
        Kind = (Kind)row.Int(7),
        Lane = (Lane)row.Int(8),
        Intent = row.Text(9)!,
        Recipient = row.Text(10) ?? "",
        Text = row.Text(11),
        Variables = row.Text(12),
        Sealed = row.BytesOrNull(13),
        Segments = row.Int(14),
        Language = row.Text(15),
        TemplateId = row.LongOrNull(16),
        Line = row.Text(17),
        CreatedAt = row.Long(18),
        Day = row.Int(19),
        ScheduledAt = row.LongOrNull(20),
        Reference = row.Text(21),
        Tags = row.Text(22),
        ResendOf = row.BytesOrNull(23) is { } resendOf ? new TrackingId(new Guid(resendOf, bigEndian: true)) : null,
        AboutAccountId = row.LongOrNull(BodyColumns + 15),
    };
}
