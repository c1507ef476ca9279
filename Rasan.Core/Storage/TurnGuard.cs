using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Rasan.Core.Storage;

/// <summary>Refuses a set-based write that would pass the write turn by: it belongs inside <see cref="RasanDb.InTurnAsync"/>.</summary>
internal sealed class TurnGuard : DbCommandInterceptor
{
    public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result)
    {
        Check(eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Check(eventData);
        return ValueTask.FromResult(result);
    }

    private static void Check(CommandEventData command)
    {
        if (command is { CommandSource: CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete or CommandSource.ExecuteSqlRaw, Context: RasanDb { IsInTurn: false } })
            throw new InvalidOperationException($"{command.CommandSource} outside InTurnAsync.");
    }
}
