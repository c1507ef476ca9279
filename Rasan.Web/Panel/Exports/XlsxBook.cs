using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Rasan.Web.Panel.Exports;

/// <summary>
/// A workbook written straight into a zip stream, texts inside their cells: the libraries that know the format keep a sheet in memory.
/// Rows past what a sheet may hold go on in the next one.
/// </summary>
internal sealed class XlsxBook : IAsyncDisposable
{
    /// <summary>Excel's own limit, with the header.</summary>
    public const int RowsPerSheet = 1_048_576;

    private const int FlushAt = 32 * 1024;

    private readonly ZipArchive _zip;
    private readonly bool _rightToLeft;
    private readonly int _rowsPerSheet;
    private readonly StringBuilder _pending = new(FlushAt * 2);

    private XlsxBook(ZipArchive zip, bool rightToLeft, int rowsPerSheet) => (_zip, _rightToLeft, _rowsPerSheet) = (zip, rightToLeft, rowsPerSheet);

    /// <param name="output">Need not be seekable; stays open.</param>
    /// <param name="rightToLeft">Whether the first column stands on the right.</param>
    /// <param name="ct">Cuts it.</param>
    /// <param name="rowsPerSheet">Rows of a sheet, with its header.</param>
    public static async Task<XlsxBook> CreateAsync(Stream output, bool rightToLeft, CancellationToken ct, int rowsPerSheet = RowsPerSheet) =>
        new(await ZipArchive.CreateAsync(output, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct), rightToLeft, rowsPerSheet);

    /// <param name="headers">Again on every sheet.</param>
    /// <param name="rows">Read once.</param>
    /// <param name="fill">Puts a row's cells into the list.</param>
    /// <param name="ct">Cuts it.</param>
    public async Task WriteAsync<T>(IReadOnlyList<string> headers, IAsyncEnumerable<T> rows, Action<T, List<ExportCell>> fill, CancellationToken ct)
    {
        await using var source = rows.GetAsyncEnumerator(ct);
        var (sheets, more) = (0, await source.MoveNextAsync());
        do
        {
            sheets++;
            await using var sheet = await OpenAsync(string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{sheets}.xml"), ct);
            _pending.Append(XlsxParts.SheetStart(_rightToLeft));
            List<ExportCell> cells = [.. headers];
            XlsxParts.AppendRow(_pending, cells, XlsxParts.Heading);
            for (var row = 1; more && row < _rowsPerSheet; row++)
            {
                cells.Clear();
                fill(source.Current, cells);
                XlsxParts.AppendRow(_pending, cells, XlsxParts.Ordinary);
                if (_pending.Length >= FlushAt) await FlushAsync(sheet, ct);
                more = await source.MoveNextAsync();
            }
            _pending.Append(XlsxParts.SheetEnd);
            await FlushAsync(sheet, ct);
        }
        while (more);
        await FinishAsync(sheets, ct);
    }

    public ValueTask DisposeAsync() => _zip.DisposeAsync();

    private async Task FinishAsync(int sheets, CancellationToken ct)
    {
        foreach (var (name, content) in XlsxParts.Of(sheets))
        {
            await using var part = await OpenAsync(name, ct);
            await part.WriteAsync(content.AsMemory(), ct);
        }
    }

    private async Task FlushAsync(StreamWriter sheet, CancellationToken ct)
    {
        await sheet.WriteAsync(_pending, ct);
        _pending.Clear();
    }

    private async Task<StreamWriter> OpenAsync(string name, CancellationToken ct) =>
        new(await _zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(ct), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), FlushAt);
}
