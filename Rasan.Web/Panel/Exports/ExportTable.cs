using CsvHelper;

namespace Rasan.Web.Panel.Exports;

/// <summary>What stands in one cell: a text, a number or a moment; or nothing.</summary>
public readonly record struct ExportCell
{
    public string? Text { get; private init; }
    public decimal? Number { get; private init; }
    public DateTimeOffset? Time { get; private init; }

    public static implicit operator ExportCell(string? text) => new() { Text = text };
    public static implicit operator ExportCell(decimal? number) => new() { Number = number };
    public static implicit operator ExportCell(long number) => new() { Number = number };
    public static implicit operator ExportCell(DateTimeOffset? time) => new() { Time = time };
    public static implicit operator ExportCell(bool yes) => new() { Text = yes ? "yes" : "no" };
}

/// <param name="Header">For people, in their language.</param>
/// <param name="Value">For machines: invariant, in UTC.</param>
public sealed record ExportColumn<T>(string Header, Func<T, ExportCell> Value);

/// <summary>Rows of a list as a file, written while they are read: a million of them take no more memory than a page.</summary>
public sealed record ExportTable<T>(IReadOnlyList<ExportColumn<T>> Columns)
{
    public async Task WriteCsvAsync(Stream output, IAsyncEnumerable<T> rows, CancellationToken ct)
    {
        await using var csv = CsvWriter.Create(output, CsvCells.Options, leaveOpen: true);
        foreach (var column in Columns) csv.WriteField(column.Header);
        await csv.EndRecordAsync(ct);
        await foreach (var row in rows.WithCancellation(ct))
        {
            foreach (var column in Columns) CsvCells.Write(csv, column.Value(row));
            await csv.EndRecordAsync(ct);
        }
    }

    /// <param name="output">Need not be seekable.</param>
    /// <param name="rows">Read once, as they are written.</param>
    /// <param name="rightToLeft">Whether the first column stands on the right.</param>
    /// <param name="ct">Cuts it.</param>
    public Task WriteXlsxAsync(Stream output, IAsyncEnumerable<T> rows, bool rightToLeft, CancellationToken ct) =>
        new XlsxBook(output, rightToLeft).WriteAsync([.. Columns.Select(column => column.Header)], rows, (row, cells) =>
        {
            foreach (var column in Columns) cells.Add(column.Value(row));
        }, ct);
}
