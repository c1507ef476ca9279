using System.Globalization;
using Microsoft.Data.Sqlite;
using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Providers.Simulation;

namespace Rasan.Providers.Sandbox;

/// <summary>An account as it stands at the Sandbox. Credit and expiry are null until something was charged or changed.</summary>
public sealed record SandboxStanding(bool Healthy, long? Credit, DateTimeOffset? ExpiresAt);

/// <summary>What to change of an account; null: leave it.</summary>
public sealed record SandboxChange(bool? Healthy, long? Credit, DateTimeOffset? ExpiresAt);

/// <summary>Which requests to list.</summary>
public sealed record SandboxFilter(string? Recipient, SandboxOutcome? Outcome);

/// <summary>
/// The one connection to the Sandbox's file, with its statements prepared. Used by the record's writer alone, always inside its transaction:
/// what one caller is told can't be undone by another caller's fault after it.
/// </summary>
public sealed class SandboxDesk : IDisposable
{
    private const string Columns = "id, account_id, own_id, recipient, text, line, segments, at, magic, outcome, code, cost";
    private const string Chosen = "($recipient IS NULL OR recipient = $recipient) AND ($outcome IS NULL OR outcome = $outcome)";

    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _begin, _commit, _earlier, _throttled, _row, _account, _change, _insert, _list, _count;

    private SandboxDesk(SqliteConnection connection)
    {
        _connection = connection;
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _earlier = Prepare($"SELECT {Columns} FROM requests WHERE account_id = $account AND own_id = $own AND outcome <= 3 ORDER BY id LIMIT 1", "$account", "$own");
        _throttled = Prepare("SELECT 1 FROM requests WHERE account_id = $account AND recipient = $to AND magic = 9 AND outcome = 4 LIMIT 1", "$account", "$to");
        _row = Prepare($"SELECT {Columns} FROM requests WHERE id = $id", "$id");
        _account = Prepare("SELECT healthy, credit, expires_at FROM accounts WHERE id = $id", "$id");
        _change = Prepare("""
            INSERT INTO accounts (id, healthy, credit, expires_at) VALUES ($id, COALESCE($healthy, 1), $credit, $expires)
            ON CONFLICT (id) DO UPDATE SET
              healthy = COALESCE($healthy, healthy), credit = COALESCE($credit, credit), expires_at = COALESCE($expires, expires_at)
            """, "$id", "$healthy", "$credit", "$expires");
        _insert = Prepare("""
            INSERT INTO requests (account_id, own_id, recipient, text, line, segments, at, magic, outcome, code, cost)
            VALUES ($account, $own, $to, $text, $line, $segments, $at, $magic, $outcome, $code, $cost) RETURNING id
            """, "$account", "$own", "$to", "$text", "$line", "$segments", "$at", "$magic", "$outcome", "$code", "$cost");
        _list = Prepare($"SELECT {Columns} FROM requests WHERE id > $after AND {Chosen} ORDER BY id LIMIT $limit", "$after", "$recipient", "$outcome", "$limit");
        _count = Prepare($"SELECT COUNT(*) FROM requests WHERE {Chosen}", "$recipient", "$outcome");
    }

    public static SandboxDesk Open(string path)
    {
        var connection = SandboxFile.Open(path);
        try
        {
            return new(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Begin() => _begin.ExecuteNonQuery();

    public void Commit() => _commit.ExecuteNonQuery();

    /// <summary>The request as it was judged and recorded, or its earlier record when the own id is known; null: the account can't be reached.</summary>
    public SandboxRequest? Take(SandboxAccount account, Delivery delivery, DateTimeOffset now)
    {
        var standing = Standing(account.Id);
        if (!standing.Healthy) return null;
        if (Find(account.Id, delivery.OwnId) is { } earlier) return earlier;
        var magic = account.Magic ? MagicNumbers.Of(delivery.To) : MagicNumber.None;
        var cost = account.Price * delivery.Segments;
        var credit = standing.Credit ?? account.InitialCredit;
        var (outcome, code) =
            (standing.ExpiresAt ?? account.ExpiresAt) <= now ? (SandboxOutcome.Refused, SandboxCodes.AccountExpired)
            : credit < cost || credit <= 0 ? (SandboxOutcome.Refused, SandboxCodes.NoCredit)
            : Judge(account.Id, delivery.To, magic);
        var accepted = outcome <= SandboxOutcome.Failed;
        if (accepted) Change(account.Id, new(null, credit - cost, null));
        return Insert(new(0, account.Id, delivery.OwnId, delivery.To, delivery.Text, delivery.Line, delivery.Segments,
            DateTimeOffset.FromUnixTimeMilliseconds(now.ToUnixTimeMilliseconds()), magic, outcome, code, accepted ? cost : 0));
    }

    public SandboxRequest? Find(long accountId, long ownId)
    {
        Bind(_earlier, accountId, ownId);
        return ReadOne(_earlier);
    }

    /// <summary>By reference where there is one, else by own id.</summary>
    public SandboxRequest? Find(long accountId, AttemptEvidence evidence)
    {
        if (evidence.Reference is not { } reference) return Find(accountId, evidence.OwnId);
        if (SandboxRequest.RowOf(reference) is not { } row) return null;
        Bind(_row, row);
        return ReadOne(_row) is { IsAccepted: true } found && found.AccountId == accountId && found.Reference == reference ? found : null;
    }

    public SandboxStanding Standing(long accountId)
    {
        Bind(_account, accountId);
        using var reader = _account.ExecuteReader();
        return reader.Read()
            ? new(reader.GetBoolean(0), reader.IsDBNull(1) ? null : reader.GetInt64(1), reader.IsDBNull(2) ? null : DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(2)))
            : new(true, null, null);
    }

    public void Change(long accountId, SandboxChange change)
    {
        Bind(_change, accountId, change.Healthy, change.Credit, change.ExpiresAt?.ToUnixTimeMilliseconds());
        _change.ExecuteNonQuery();
    }

    public IReadOnlyList<SandboxRequest> List(long after, int limit, SandboxFilter filter)
    {
        Bind(_list, after, filter.Recipient, (int?)filter.Outcome, limit);
        using var reader = _list.ExecuteReader();
        List<SandboxRequest> rows = [];
        while (reader.Read()) rows.Add(Read(reader));
        return rows;
    }

    public long Count(SandboxFilter filter)
    {
        Bind(_count, filter.Recipient, (int?)filter.Outcome);
        return Convert.ToInt64(_count.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    /// <summary>An open transaction goes with the connection.</summary>
    public void Dispose() => _connection.Dispose();

    private (SandboxOutcome Outcome, string Code) Judge(long accountId, Recipient to, MagicNumber magic) => magic switch
    {
        MagicNumber.BadNumber => (SandboxOutcome.Refused, SandboxCodes.BadNumber),
        MagicNumber.Blacklisted => (SandboxOutcome.Refused, SandboxCodes.Blacklisted),
        MagicNumber.Undelivered => (SandboxOutcome.Undelivered, SandboxCodes.Accepted),
        MagicNumber.Failed => (SandboxOutcome.Failed, SandboxCodes.Accepted),
        MagicNumber.Silent => (SandboxOutcome.Silent, SandboxCodes.Silent),
        MagicNumber.ServerError => (SandboxOutcome.ServerError, SandboxCodes.ServerError),
        MagicNumber.Throttled when !WasThrottled(accountId, to) => (SandboxOutcome.Refused, SandboxCodes.Throttled),
        _ => (SandboxOutcome.Received, SandboxCodes.Accepted),
    };

    private bool WasThrottled(long accountId, Recipient to)
    {
        Bind(_throttled, accountId, to.E164);
        return _throttled.ExecuteScalar() is not null;
    }

    private SandboxRequest Insert(SandboxRequest request)
    {
        Bind(_insert, request.AccountId, request.OwnId, request.To.E164, request.Text, request.Line, request.Segments,
            request.At.ToUnixTimeMilliseconds(), (int)request.Magic, (int)request.Outcome, request.Code, request.CostRials);
        return request with { Id = Convert.ToInt64(_insert.ExecuteScalar(), CultureInfo.InvariantCulture) };
    }

    private static SandboxRequest? ReadOne(SqliteCommand command)
    {
        using var reader = command.ExecuteReader();
        return reader.Read() ? Read(reader) : null;
    }

    private static SandboxRequest Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), Recipient.FromStored(row.GetString(3)), row.GetString(4),
        row.IsDBNull(5) ? null : row.GetString(5), row.GetInt32(6), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(7)),
        (MagicNumber)row.GetInt32(8), (SandboxOutcome)row.GetInt32(9), row.GetString(10), row.GetInt64(11));

    private SqliteCommand Prepare(string sql, params ReadOnlySpan<string> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in parameters) command.Parameters.AddWithValue(name, DBNull.Value);
        command.Prepare();
        return command;
    }

    private static void Bind(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }
}
