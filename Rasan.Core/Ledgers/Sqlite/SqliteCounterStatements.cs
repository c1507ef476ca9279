using Microsoft.Data.Sqlite;
using Rasan.Core.Dispatching;
using Rasan.Core.Logs;
using Rasan.Core.Statistics;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Sqlite;

namespace Rasan.Core.Ledgers.Sqlite;

/// <summary>What travels with a change: counters, idempotent answers, operation-log rows.</summary>
internal sealed class SqliteCounterStatements(SqliteConnection connection) : IDisposable
{
    private readonly Statement _state = new(connection, """
        INSERT INTO counters (day, service_id, channel, account_id, lane, kind, state, count, segments) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (day, service_id, channel, account_id, lane, kind, state) DO UPDATE SET count = count + excluded.count, segments = segments + excluded.segments
        """);

    private readonly Statement _cost = new(connection, """
        INSERT INTO cost_counters (day, service_id, channel, account_id, kind, currency, micros) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (day, service_id, channel, account_id, kind, currency) DO UPDATE SET micros = micros + excluded.micros
        """);

    private readonly Statement _time = new(connection, """
        INSERT INTO delivery_time_counters (day, service_id, channel, account_id, kind, bucket, count) VALUES ($1, $2, $3, $4, $5, $6, $7)
        ON CONFLICT (day, service_id, channel, account_id, kind, bucket) DO UPDATE SET count = count + excluded.count
        """);

    private readonly Statement _findAnswer = new(connection,
        "SELECT request_hash, status, body, created_at FROM idempotent_answers WHERE id = $1 AND service_id = $2 AND route = $3 AND key = $4 AND created_at > $5");

    private readonly AnswerIndex _answers = AnswerIndex.Load(connection);

    private readonly Statement _insertAnswer = new(connection,
        "INSERT INTO idempotent_answers (id, hash, service_id, route, key, request_hash, status, body, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");

    private readonly Statement _operation = new(connection,
        "INSERT INTO operations (at, service_id, actor, address, action, subject, before, after) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)");

    public void Add(CounterDeltas deltas)
    {
        foreach (var (key, (count, segments)) in deltas.States)
        {
            if (count == 0 && segments == 0) continue;
            _state.Set(0, key.Day);
            _state.Set(1, key.ServiceId);
            _state.Set(2, key.Channel);
            _state.Set(3, key.AccountId);
            _state.Set(4, (long)key.Lane);
            _state.Set(5, (long)key.Kind);
            _state.Set(6, (long)key.State);
            _state.Set(7, count);
            _state.Set(8, segments);
            _state.ExecuteNonQuery();
        }

        foreach (var (key, micros) in deltas.Costs)
        {
            SetDimensions(_cost, key.Day, key.ServiceId, key.Channel, key.AccountId, (long)key.Kind);
            _cost.Set(5, key.Currency);
            _cost.Set(6, micros);
            _cost.ExecuteNonQuery();
        }

        foreach (var (key, count) in deltas.Times)
        {
            SetDimensions(_time, key.Day, key.ServiceId, key.Channel, key.AccountId, (long)key.Kind);
            _time.Set(5, key.Bucket);
            _time.Set(6, count);
            _time.ExecuteNonQuery();
        }
    }

    public StoredAnswer? FindAnswer(long hash, long serviceId, string route, string key, long notBefore)
    {
        if (_answers.Find(hash) is not { } id) return null;
        _findAnswer.Set(0, id);
        _findAnswer.Set(1, serviceId);
        _findAnswer.Set(2, route);
        _findAnswer.Set(3, key);
        _findAnswer.Set(4, notBefore);
        return _findAnswer.First(row => new StoredAnswer(hash, serviceId, route, key, row.Bytes(0), (int)row.Long(1), row.Bytes(2), row.Long(3)));
    }

    public void InsertAnswer(long id, StoredAnswer answer)
    {
        _insertAnswer.Set(0, id);
        _insertAnswer.Set(1, answer.Hash);
        _insertAnswer.Set(2, answer.ServiceId);
        _insertAnswer.Set(3, answer.Route);
        _insertAnswer.Set(4, answer.Key);
        _insertAnswer.Set(5, answer.RequestHash);
        _insertAnswer.Set(6, answer.Status);
        _insertAnswer.Set(7, answer.Body);
        _insertAnswer.Set(8, answer.CreatedAt);
        _insertAnswer.ExecuteNonQuery();
        _answers.Add(answer.Hash, id, answer.CreatedAt);
    }

    public void Commit() => _answers.Commit();

    public void Rollback() => _answers.Rollback();

    public void InsertOperation(Operation operation)
    {
        _operation.Set(0, operation.At.ToUnixTimeMilliseconds());
        _operation.Set(1, operation.ServiceId);
        _operation.Set(2, operation.Actor);
        _operation.Set(3, operation.Address);
        _operation.Set(4, operation.Action);
        _operation.Set(5, operation.Subject);
        _operation.Set(6, operation.Before);
        _operation.Set(7, operation.After);
        _operation.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var command in (Statement[])[_state, _cost, _time, _findAnswer, _insertAnswer, _operation]) command.Dispose();
    }

    private static void SetDimensions(Statement command, int day, long serviceId, string channel, long accountId, long kind)
    {
        command.Set(0, day);
        command.Set(1, serviceId);
        command.Set(2, channel);
        command.Set(3, accountId);
        command.Set(4, kind);
    }
}
