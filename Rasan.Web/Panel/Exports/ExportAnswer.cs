using System.Collections.ObjectModel;
using System.Globalization;
using System.Net.Mime;
using System.Runtime.CompilerServices;
using Microsoft.Net.Http.Headers;
using Rasan.Core.Logs;
using Rasan.Core.Services;

namespace Rasan.Web.Panel.Exports;

public enum ExportFormat
{
    Csv,
    Xlsx,
}

/// <param name="Caller">Who takes it.</param>
/// <param name="Format">The kind of file.</param>
/// <param name="Reader">Whose language the headers are in.</param>
public sealed record ExportOrder(Caller Caller, ExportFormat Format, CultureInfo Reader)
{
    /// <summary>What is about to be taken out.</summary>
    /// <param name="action">One of <see cref="ExportRecord"/>'s.</param>
    /// <param name="subject">Which list.</param>
    /// <param name="filter">Null: it has none.</param>
    public ExportRecord Taken(string action, string subject, IReadOnlyDictionary<string, string>? filter = null) =>
        new(action, subject, filter ?? ReadOnlyDictionary<string, string>.Empty, ExportAnswer.ExtensionOf(Format), Rows: 0, IsWhole: false);
}

/// <summary>Sends a list as a file, and leaves a row in the operation log whether it came to its end or was cut.</summary>
internal sealed class ExportAnswer(RecordExport record, TimeProvider clock)
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public async Task WriteAsync<T>(HttpResponse response, ExportOrder order, ExportTable<T> table, IAsyncEnumerable<T> rows, ExportRecord taken, CancellationToken ct)
    {
        var tally = new Tally();
        Announce(response, order, taken.Subject);
        try
        {
            if (order.Format == ExportFormat.Csv) await table.WriteCsvAsync(response.Body, Counted(rows, tally, ct), ct);
            else await table.WriteXlsxAsync(response.Body, Counted(rows, tally, ct), order.Reader.TextInfo.IsRightToLeft, ct);
            tally.IsWhole = true;
        }
        finally
        {
            await record.RunAsync(order.Caller, taken with { Rows = tally.Rows, IsWhole = tally.IsWhole }, CancellationToken.None);   // who leaves does not take the trace along
        }
    }

    private void Announce(HttpResponse response, ExportOrder order, string subject)
    {
        var at = clock.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'-'HHmmss", CultureInfo.InvariantCulture);
        var name = new ContentDispositionHeaderValue(DispositionTypeNames.Attachment);
        name.SetHttpFileName($"{order.Caller.Service.Key}-{subject.Replace(':', '-')}-{at}.{ExtensionOf(order.Format)}");
        response.ContentType = order.Format == ExportFormat.Csv ? "text/csv; charset=utf-8" : Xlsx;
        response.Headers.ContentDisposition = name.ToString();
        response.Headers.CacheControl = "no-store";
    }

    /// <returns>Null: no such kind of file.</returns>
    public static ExportFormat? FormatOf(string? word) => word switch
    {
        "csv" => ExportFormat.Csv,
        "xlsx" => ExportFormat.Xlsx,
        _ => null,
    };

    public static string ExtensionOf(ExportFormat format) => format == ExportFormat.Csv ? "csv" : "xlsx";

    private static async IAsyncEnumerable<T> Counted<T>(IAsyncEnumerable<T> rows, Tally tally, [EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in rows.WithCancellation(ct))
        {
            tally.Rows++;
            yield return row;
        }
    }

    private sealed class Tally
    {
        public long Rows { get; set; }
        public bool IsWhole { get; set; }
    }
}
