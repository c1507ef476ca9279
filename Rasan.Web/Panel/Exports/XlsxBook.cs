using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Rasan.Web.Panel.Exports;

/// <summary>
/// A workbook written straight through a zip, texts inside their cells: the libraries that know the format keep a sheet in memory.
/// Rows past what a sheet may hold go on in the next one. What is cut never looks whole: the zip's directory comes last.
/// </summary>
/// <param name="output">Need not be seekable; stays open.</param>
/// <param name="rightToLeft">Whether the first column stands on the right.</param>
/// <param name="rowsPerSheet">Rows of a sheet, with its header.</param>
internal sealed class XlsxBook(Stream output, bool rightToLeft, int rowsPerSheet = XlsxBook.RowsPerSheet)
{
    /// <summary>Excel's own limit, with the header.</summary>
    public const int RowsPerSheet = 1_048_576;

    private const int HandOnAt = 16 * 1024;

    private readonly StringBuilder _pending = new(HandOnAt * 2);

    /// <param name="headers">Again on every sheet.</param>
    /// <param name="rows">Read once.</param>
    /// <param name="fill">Puts a row's cells into the list.</param>
    /// <param name="ct">Cuts it.</param>
    public async Task WriteAsync<T>(IReadOnlyList<string> headers, IAsyncEnumerable<T> rows, Action<T, List<ExportCell>> fill, CancellationToken ct)
    {
        var staged = new StagedStream();
        var zip = new ZipArchive(staged, ZipArchiveMode.Create, leaveOpen: true);
        await using var source = rows.GetAsyncEnumerator(ct);
        var (sheets, more) = (0, await source.MoveNextAsync());
        do
        {
            sheets++;
            var sheet = Open(zip, string.Create(CultureInfo.InvariantCulture, $"xl/worksheets/sheet{sheets}.xml"));
            _pending.Append(XlsxParts.SheetStart(rightToLeft));
            List<ExportCell> cells = [.. headers];
            XlsxParts.AppendRow(_pending, cells, XlsxParts.Heading);
            for (var row = 1; more && row < rowsPerSheet; row++)
            {
                cells.Clear();
                fill(source.Current, cells);
                XlsxParts.AppendRow(_pending, cells, XlsxParts.Ordinary);
                if (_pending.Length >= HandOnAt)
                {
                    Put(sheet);
                    await staged.HandOnAsync(output, ct);
                }
                more = await source.MoveNextAsync();
            }
            _pending.Append(XlsxParts.SheetEnd);
            Close(sheet);
        }
        while (more);

        Finish(zip, sheets);
        await staged.HandOnAsync(output, ct);
    }

    private static Stream Open(ZipArchive zip, string name) => zip.CreateEntry(name, CompressionLevel.Fastest).Open();

    private void Put(Stream part)
    {
        part.Write(Encoding.UTF8.GetBytes(_pending.ToString()));
        _pending.Clear();
    }

    private void Close(Stream part)
    {
        Put(part);
        part.Dispose();
    }

    private void Finish(ZipArchive zip, int sheets)
    {
        foreach (var (name, content) in XlsxParts.Of(sheets))
        {
            _pending.Append(content);
            Close(Open(zip, name));
        }
        zip.Dispose();
    }
}
