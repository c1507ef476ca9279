using Microsoft.Data.Sqlite;
using Rasan.Core.DeliveryReports;
using Rasan.Core.Dispatching;
using Rasan.Core.Messages;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Sqlite;

namespace Rasan.Core.Ledgers.Sqlite;

/// <summary>The statements on <c>attempts</c> and <c>delivery_reports</c>.</summary>
internal sealed class SqliteAttemptStatements : IDisposable
{
    private const string Columns =
        "id, message_id, number, round, account_id, line_id, own_id, started_at, finished_at, outcome, code, detail, reference, cost_micros, currency, may_arrive_twice, awaits_report, asked, by_template";

    private readonly Statement _insert, _save, _insertReport, _ofMessage, _reported, _reportedTo, _sameReport, _uncertain, _setOwnId;

    public SqliteAttemptStatements(SqliteConnection connection)
    {
        _insert = new(connection, """
            INSERT INTO attempts (id, message_id, number, round, account_id, line_id, own_id, started_at, by_template, outcome, may_arrive_twice, awaits_report, asked)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, 0, 0, 0)
            """);
        _save = new(connection, """
            UPDATE attempts SET finished_at = $1, outcome = $2, code = $3, detail = $4, reference = $5, cost_micros = $6, currency = $7, may_arrive_twice = $8, awaits_report = $9, asked = $10
            WHERE id = $11
            """);
        _ofMessage = new(connection, $"SELECT {Columns} FROM attempts WHERE message_id = $1 ORDER BY id");
        _reported = new(connection, $"SELECT {Columns} FROM attempts WHERE awaits_report = 1 AND account_id = $1 AND reference = $2 ORDER BY id DESC LIMIT 1");
        _reportedTo = new(connection, $"""
            SELECT {Columns} FROM attempts WHERE awaits_report = 1 AND account_id = $1 AND reference = $2
            AND EXISTS (SELECT 1 FROM messages WHERE messages.id = attempts.message_id AND messages.recipient = $3) ORDER BY id DESC LIMIT 1
            """);
        _uncertain = new(connection, $"""
            SELECT {Columns} FROM attempts
            WHERE message_id IN (SELECT id FROM messages WHERE state <> 1 AND state <= 4 AND state = {(int)MessageState.Uncertain}) AND account_id = $1 AND own_id = $2 AND outcome = {(int)AttemptOutcome.Unknown} LIMIT 1
            """);
        _setOwnId = new(connection, "UPDATE attempts SET own_id = $1 WHERE id = $2");
        _sameReport = new(connection, "SELECT 1 FROM delivery_reports WHERE message_id = $1 AND attempt_id = $2 AND state = $3 LIMIT 1");
        _insertReport = new(connection, "INSERT INTO delivery_reports (id, message_id, attempt_id, state, code, at, received_at) VALUES ($1, $2, $3, $4, $5, $6, $7)");
    }

    public void Insert(AttemptRow attempt)
    {
        _insert.Set(0, attempt.Id);
        _insert.Set(1, attempt.MessageId);
        _insert.Set(2, attempt.Number);
        _insert.Set(3, attempt.Round);
        _insert.Set(4, attempt.AccountId);
        _insert.Set(5, attempt.LineId);
        _insert.Set(6, attempt.OwnId);
        _insert.Set(7, attempt.StartedAt);
        _insert.Set(8, attempt.ByTemplate ? 1 : 0);
        _insert.ExecuteNonQuery();
    }

    public void Save(AttemptRow attempt)
    {
        _save.Set(0, attempt.FinishedAt);
        _save.Set(1, (long)attempt.Outcome);
        _save.Set(2, attempt.Code);
        _save.Set(3, attempt.Detail);
        _save.Set(4, attempt.Reference);
        _save.Set(5, attempt.CostMicros);
        _save.Set(6, attempt.Currency);
        _save.Set(7, attempt.MayArriveTwice ? 1 : 0);
        _save.Set(8, attempt.AwaitsReport ? 1 : 0);
        _save.Set(9, attempt.Asked);
        _save.Set(10, attempt.Id);
        _save.ExecuteNonQuery();
    }

    public void FindOfMessage(long messageId, List<AttemptRow> into)
    {
        _ofMessage.Set(0, messageId);
        _ofMessage.Each(into, ToRow);
    }

    public AttemptRow? FindReported(long accountId, string reference, string? recipient)
    {
        var find = recipient is null ? _reported : _reportedTo;
        find.Set(0, accountId);
        find.Set(1, reference);
        if (recipient is not null) find.Set(2, recipient);
        return find.First(ToRow);
    }

    public AttemptRow? FindUncertain(long accountId, long ownId)
    {
        _uncertain.Set(0, accountId);
        _uncertain.Set(1, ownId);
        return _uncertain.First(ToRow);
    }

    public void SetOwnId(long attemptId, long ownId)
    {
        _setOwnId.Set(0, ownId);
        _setOwnId.Set(1, attemptId);
        _setOwnId.ExecuteNonQuery();
    }

    public bool InsertReport(DeliveryReport report)
    {
        _sameReport.Set(0, report.MessageId);
        _sameReport.Set(1, report.AttemptId);
        _sameReport.Set(2, (long)report.State);
        if (_sameReport.First(_ => true)) return false;
        _insertReport.Set(0, report.Id);
        _insertReport.Set(1, report.MessageId);
        _insertReport.Set(2, report.AttemptId);
        _insertReport.Set(3, (long)report.State);
        _insertReport.Set(4, report.Code);
        _insertReport.Set(5, report.At.ToUnixTimeMilliseconds());
        _insertReport.Set(6, report.ReceivedAt.ToUnixTimeMilliseconds());
        _insertReport.ExecuteNonQuery();
        return true;
    }

    public void Dispose()
    {
        foreach (var command in (IDisposable[])[_insert, _save, _ofMessage, _reported, _reportedTo, _sameReport, _uncertain, _setOwnId, _insertReport]) command.Dispose();
    }

    private static AttemptRow ToRow(Statement row) => new()
    {
        Id = row.Long(0),
        MessageId = row.Long(1),
        Number = row.Int(2),
        Round = row.Int(3),
        AccountId = row.Long(4),
        LineId = row.LongOrNull(5),
        OwnId = row.Long(6),
        StartedAt = row.Long(7),
        FinishedAt = row.LongOrNull(8),
        Outcome = (AttemptOutcome)row.Int(9),
        Code = row.Text(10),
        Detail = row.Text(11),
        Reference = row.Text(12),
        CostMicros = row.LongOrNull(13),
        Currency = row.Text(14),
        MayArriveTwice = row.Int(15) != 0,
        AwaitsReport = row.Int(16) != 0,
        Asked = row.Int(17),
        ByTemplate = row.Int(18) != 0,
    };
}
