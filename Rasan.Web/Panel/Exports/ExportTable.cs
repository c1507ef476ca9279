using System.Globalization;
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
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    // a spreadsheet takes = + - @ and tab at a text's beginning for a formula
    private static readonly CsvWriterOptions Csv = CsvWriterOptions.Default with { WriteByteOrderMark = true, Injection = CsvInjection.Escape };

    public async Task WriteCsvAsync(Stream output, IAsyncEnumerable<T> rows, CancellationToken ct)
    {
        await using var csv = CsvWriter.Create(output, Csv, leaveOpen: true);
        foreach (var column in Columns) csv.WriteField(column.Header);
        await csv.EndRecordAsync(ct);
        await foreach (var row in rows.WithCancellation(ct))
        {
            foreach (var column in Columns) Write(csv, column.Value(row));
            await csv.EndRecordAsync(ct);
        }
    }

    /// <param name="output">Need not be seekable.</param>
    /// <param name="rows">Read once, as they are written.</param>
    /// <param name="rightToLeft">Whether the first column stands on the right.</param>
    /// <param name="ct">Cuts it.</param>
    public async Task WriteXlsxAsync(Stream output, IAsyncEnumerable<T> rows, bool rightToLeft, CancellationToken ct)
    {
        await using var book = await XlsxBook.CreateAsync(output, rightToLeft, ct);
        await book.WriteAsync([.. Columns.Select(column => column.Header)], rows, (row, cells) =>
        {
            foreach (var column in Columns) cells.Add(column.Value(row));
        }, ct);
    }

    private static void Write(CsvWriter csv, ExportCell cell)
    {
        if (cell.Number is { } number) csv.WriteField(number.ToString(CultureInfo.InvariantCulture), CsvQuoting.WhenNeeded);
        else if (cell.Time is { } time) csv.WriteField(time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
        else csv.WriteField(cell.Text);
    }
}
