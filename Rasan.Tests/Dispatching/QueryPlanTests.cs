using Microsoft.Data.Sqlite;
using Rasan.Tests.Support;

namespace Rasan.Tests.Dispatching;

public sealed class QueryPlanTests
{
    public static TheoryData<string, string> Hot => new()
    {
        { "SELECT id FROM messages WHERE state = 1 AND lane = 0 ORDER BY due_at LIMIT 100", "ix_messages_ready" },
        { "SELECT * FROM messages WHERE state <> 1 AND state <= 4 AND state = 3 AND due_at <= 5 ORDER BY due_at LIMIT 500", "ix_messages_waiting" },
        { "SELECT min(due_at) FROM messages WHERE state <> 1 AND state <= 4 AND state = 0", "ix_messages_waiting" },
        { "SELECT * FROM messages WHERE tracking_id = x'00' AND service_id = 1", "ix_messages_tracking_id" },
        { "SELECT * FROM messages WHERE service_id = 1 AND created_at < 5 ORDER BY created_at DESC, id DESC LIMIT 50", "ix_messages_service_id_created_at" },
        { "SELECT * FROM attempts WHERE message_id = 1 ORDER BY id", "ix_attempts_message_id" },
        { "SELECT * FROM attempts WHERE awaits_report = 1 AND account_id = 1 AND reference = 'x' ORDER BY id DESC LIMIT 1", "ix_attempts_reported" },
        { "SELECT * FROM attempts WHERE awaits_report = 1 AND account_id = 1 AND reference = 'x' AND EXISTS (SELECT 1 FROM messages WHERE messages.id = attempts.message_id AND messages.recipient = 'x') ORDER BY id DESC LIMIT 1", "ix_attempts_reported" },
        { "SELECT 1 FROM delivery_reports WHERE message_id = 1 AND attempt_id = 1 AND state = 1", "ix_delivery_reports_message_id" },
    };

    [Theory, MemberData(nameof(Hot))]
    public async Task The_hot_questions_go_through_their_index_and_sort_nothing(string sql, string index)
    {
        await using var rooms = await CoreRooms.OpenAsync();
        var plan = await PlanAsync(rooms, sql);
        Assert.Contains(index, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_without_an_index_is_seen_as_a_scan()
    {
        await using var rooms = await CoreRooms.OpenAsync();
        Assert.Contains("SCAN", await PlanAsync(rooms, "SELECT * FROM messages WHERE recipient = 'x'"), StringComparison.Ordinal);
    }

    private static async Task<string> PlanAsync(CoreRooms rooms, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={rooms.DatabasePath}");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + sql;
        await using var reader = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var lines = new List<string>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken)) lines.Add(reader.GetString(3));
        return string.Join('\n', lines);
    }
}
