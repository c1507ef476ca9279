using System.Globalization;
using CsvHelper;

namespace Rasan.Web.Panel.Exports;

/// <summary>How cells stand in a CSV: for machines, and safe in a spreadsheet.</summary>
internal static class CsvCells
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", NumberFormat = "0.######";

    /// <summary>A spreadsheet takes = + - @ and tab at a text's beginning for a formula; an apostrophe before it makes it text.</summary>
    public static readonly CsvWriterOptions Options = CsvWriterOptions.Default with { WriteByteOrderMark = true, Injection = CsvInjection.Escape };

    public static void Write(CsvWriter csv, ExportCell cell)
    {
        if (cell.Number is { } number) csv.WriteField(number, NumberFormat, CultureInfo.InvariantCulture);
        else if (cell.Time is { } time) csv.WriteField(time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
        else csv.WriteField(cell.Text);
    }
}
