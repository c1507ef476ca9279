using System.Data;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using ExcelDataReader;
using Rasan.Web.Panel;
using Rasan.Web.Panel.Exports;

namespace Rasan.Tests.Panel.Exports;

/// <summary>What a spreadsheet finds in the files.</summary>
public sealed class ExportTableTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 30, 15, TimeSpan.FromHours(3.5));

    static ExportTableTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);   // the reader of XLSX asks for an encoding of older files

    private static readonly ExportTable<Line> Table = new(
    [
        new("متن", line => line.Text),
        new("Number", line => line.Number),
        new("Time", line => line.Time),
    ]);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_csv_is_utf8_with_its_mark_and_speaks_no_readers_language()
    {
        CultureInfo.CurrentCulture = PanelCultures.Persian;
        var text = await CsvAsync(new Line("سلام، \"دنیا\"\nخط دوم", -1234.5m, Noon), new Line(null, null, null));
        Assert.Equal("\uFEFFمتن,Number,Time\r\n\"سلام، \"\"دنیا\"\"\nخط دوم\",-1234.5,2026-11-20T09:00:15.000Z\r\n,,\r\n", text);
    }

    [Theory]
    [InlineData("=1+1")]
    [InlineData("+989120000111")]
    [InlineData("-2")]
    [InlineData("@SUM(A1)")]
    [InlineData("\tx")]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")")]
    public async Task A_text_that_would_be_a_formula_is_text_in_both_files(string text)
    {
        using var reader = new StringReader(await CsvAsync(new Line(text, 1, null)));
        await reader.ReadLineAsync(Ct);
        Assert.StartsWith("'" + text.Replace("\"", "\"\"", StringComparison.Ordinal), (await reader.ReadToEndAsync(Ct)).TrimStart('"'), StringComparison.Ordinal);

        using var book = await XlsxAsync([new Line(text, 1, null)]);
        Assert.Equal(text, ReadAll(book)[0][1][0]);
        Assert.DoesNotContain("<f>", await PartAsync(book, "xl/worksheets/sheet1.xml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_xlsx_keeps_texts_numbers_and_times_as_what_they_are()
    {
        CultureInfo.CurrentCulture = PanelCultures.Persian;
        using var book = await XlsxAsync([new Line("سلام <دنیا> & 😀\r\nخط دوم", 1234.5m, Noon), new Line("\u0001\ud800", null, null)]);
        var rows = ReadAll(book)[0];
        Assert.Equal(["متن", "Number", "Time"], rows[0]);
        Assert.Equal("سلام <دنیا> & 😀\r\nخط دوم", rows[1][0]);
        Assert.Equal(1234.5, rows[1][1]);
        Assert.Equal(new DateTime(2026, 11, 20, 9, 0, 15, DateTimeKind.Unspecified), Assert.IsType<DateTime>(rows[1][2]), TimeSpan.FromMilliseconds(1));
        Assert.Equal("\uFFFD\uFFFD", rows[2][0]);
        Assert.Null(rows[2][1]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_persian_sheet_begins_on_the_right(bool rightToLeft)
    {
        using var book = await XlsxAsync([], rightToLeft);
        Assert.Equal(rightToLeft, (await PartAsync(book, "xl/worksheets/sheet1.xml")).Contains("rightToLeft=\"1\"", StringComparison.Ordinal));
        using var zip = new ZipArchive(book, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var part in zip.Entries)
        {
            await using var content = await part.OpenAsync(Ct);
            Assert.NotNull((await XDocument.LoadAsync(content, LoadOptions.None, Ct)).Root);
        }
    }

    [Fact]
    public async Task What_a_sheet_cannot_hold_goes_on_in_the_next_one()
    {
        using var output = new MemoryStream();
        await new XlsxBook(output, rightToLeft: false, rowsPerSheet: 4).WriteAsync(["Number"], Enumerable.Range(1, 7).ToAsyncEnumerable(), (number, cells) => cells.Add(number), Ct);
        var sheets = ReadAll(output);
        Assert.Equal([[1, 2, 3], [4, 5, 6], [7]], sheets.Select(sheet => sheet.Skip(1).Select(row => Convert.ToInt32(row[0], CultureInfo.InvariantCulture)).ToArray()));
        Assert.All(sheets, sheet => Assert.Equal("Number", sheet[0][0]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Two_hundred_thousand_rows_go_out_while_they_are_read(bool xlsx)
    {
        const int Rows = 200_000;
        await using var output = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        var (waiting, most, seen) = (0, 0, 0L);
        async IAsyncEnumerable<Line> ReadAsync()
        {
            for (var i = 0; i < Rows; i++)
            {
                yield return new(Guid.NewGuid().ToString("N"), i, Noon);   // nothing a zip could make small
                (waiting, seen) = output.Length > seen ? (0, output.Length) : (waiting + 1, seen);
                most = Math.Max(most, waiting);
            }
            await Task.CompletedTask;
        }

        if (xlsx) await Table.WriteXlsxAsync(output, ReadAsync(), rightToLeft: false, Ct);
        else await Table.WriteCsvAsync(output, ReadAsync(), Ct);
        Assert.InRange(most, 1, 5_000);   // no row waits in memory for longer
        output.Position = 0;
        if (xlsx) Assert.Equal(Rows + 1, CountRows(output));
    }

    private static async Task<string> CsvAsync(params Line[] lines)
    {
        using var output = new MemoryStream();
        await Table.WriteCsvAsync(output, lines.ToAsyncEnumerable(), Ct);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static async Task<MemoryStream> XlsxAsync(Line[] lines, bool rightToLeft = false)
    {
        var output = new MemoryStream();
        await Table.WriteXlsxAsync(output, lines.ToAsyncEnumerable(), rightToLeft, Ct);
        output.Position = 0;
        return output;
    }

    /// <summary>By sheet and row.</summary>
    internal static List<List<object?[]>> ReadAll(Stream book)
    {
        book.Position = 0;
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(book, new() { LeaveOpen = true });
        var sheets = new List<List<object?[]>>();
        do
        {
            var rows = new List<object?[]>();
            while (reader.Read()) rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetValue)]);
            sheets.Add(rows);
        }
        while (reader.NextResult());
        return sheets;
    }

    private static int CountRows(Stream book)
    {
        using var reader = ExcelReaderFactory.CreateOpenXmlReader(book, new() { LeaveOpen = true });
        var rows = 0;
        while (reader.Read()) rows++;
        return rows;
    }

    private static async Task<string> PartAsync(Stream book, string name)
    {
        book.Position = 0;
        using var zip = new ZipArchive(book, ZipArchiveMode.Read, leaveOpen: true);
        using var content = new StreamReader(await zip.GetEntry(name)!.OpenAsync(Ct));
        return await content.ReadToEndAsync(Ct);
    }

    private sealed record Line(string? Text, decimal? Number, DateTimeOffset? Time);
}
