using System.Runtime.CompilerServices;
using Rasan.Core.Alerts;
using Rasan.Core.Logs;
using Rasan.Core.Messages;
using Rasan.Core.Services;

namespace Rasan.Web.Panel.Exports;

/// <summary>A filtered list from its first page to its last, one page in memory at a time. Each row comes once, whatever is added meanwhile.</summary>
internal static class Walk
{
    private const int PerPage = 1_000;

    extension(ListMessages list)
    {
        public async IAsyncEnumerable<Message> AllAsync(Caller caller, MessageFilter filter, [EnumeratorCancellation] CancellationToken ct)
        {
            MessageCursor? next = null;
            do
            {
                var page = await list.RunAsync(caller, filter, next, PerPage, ct);
                foreach (var message in page.Messages) yield return message;
                next = page.Next;
            }
            while (next is not null);
        }
    }

    extension(ListOperations list)
    {
        public IAsyncEnumerable<IReadOnlyList<Operation>> PagesAsync(Caller caller, OperationFilter filter, bool oldestFirst, CancellationToken ct) =>
            PagesAsync(turn => list.RunAsync(caller, filter, turn, ct), oldestFirst);
    }

    extension(ListApiCalls list)
    {
        public IAsyncEnumerable<IReadOnlyList<ApiCall>> PagesAsync(Caller caller, ApiCallFilter filter, bool oldestFirst, CancellationToken ct) =>
            PagesAsync(turn => list.RunAsync(caller, filter, turn, ct), oldestFirst);
    }

    extension(ReadAlerts alerts)
    {
        public async IAsyncEnumerable<AlertFate> AllAsync(Caller caller, long account, AlertFilter filter, [EnumeratorCancellation] CancellationToken ct)
        {
            long? next = null;
            do
            {
                if (await alerts.RunAsync(caller, account, filter, next, PerPage, ct) is not { } page) yield break;   // the account was removed meanwhile
                foreach (var alert in page.Alerts) yield return alert;
                next = page.Next;
            }
            while (next is not null);
        }
    }

    private static async IAsyncEnumerable<IReadOnlyList<T>> PagesAsync<T>(Func<LogTurn, Task<LogPage<T>>> read, bool oldestFirst)
    {
        LogCursor? next = null;
        do
        {
            var page = await read(new(next, PerPage, oldestFirst));
            yield return page.Rows;
            next = page.Next;
        }
        while (next is not null);
    }
}
