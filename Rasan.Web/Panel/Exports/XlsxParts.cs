using System.Globalization;
using System.Text;
using System.Xml;

namespace Rasan.Web.Panel.Exports;

/// <summary>The pieces of a workbook's XML.</summary>
internal static class XlsxParts
{
    public const string SheetEnd = "</sheetData></worksheet>";

    /// <summary>Styles by their place in <see cref="Styles"/>.</summary>
    public const int Ordinary = 0, Heading = 1;
    private const int Moment = 2;

    private const int LongestText = 32_767;   // Excel's own limit for a cell
    private const string Declaration = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>""";
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";

    private const string Styles = $"""
        {Declaration}<styleSheet xmlns="{Main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\-mm\-dd\ hh:mm:ss"/></numFmts>
        <fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
        <fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>
        <cellStyleXfs count="1"><xf/></cellStyleXfs>
        <cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>
        """;

    private static readonly DateTime SerialStart = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>Everything but the sheets: they come first, because only then is known how many they are.</summary>
    public static IEnumerable<(string Name, string Content)> Of(int sheets)
    {
        var numbers = Enumerable.Range(1, sheets).Select(sheet => sheet.ToString(CultureInfo.InvariantCulture)).ToList();
        yield return ("xl/styles.xml", Styles);
        yield return ("xl/workbook.xml",
            $"""{Declaration}<workbook xmlns="{Main}" xmlns:r="{Relations}"><sheets>{string.Concat(numbers.Select(n => $"""<sheet name="{n}" sheetId="{n}" r:id="s{n}"/>"""))}</sheets></workbook>""");
        yield return ("xl/_rels/workbook.xml.rels", RelationsOf(
            [.. numbers.Select(n => $"""<Relationship Id="s{n}" Type="{Relations}/worksheet" Target="worksheets/sheet{n}.xml"/>"""),
                $"""<Relationship Id="styles" Type="{Relations}/styles" Target="styles.xml"/>"""]));
        yield return ("_rels/.rels", RelationsOf([$"""<Relationship Id="book" Type="{Relations}/officeDocument" Target="xl/workbook.xml"/>"""]));
        yield return ("[Content_Types].xml",
            $"""
            {Declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
            <Override PartName="/xl/workbook.xml" ContentType="{Types}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="{Types}.styles+xml"/>
            {string.Concat(numbers.Select(n => $"""<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{Types}.worksheet+xml"/>"""))}</Types>
            """);
    }

    /// <summary>The header stays in sight while the rows scroll.</summary>
    public static string SheetStart(bool rightToLeft) =>
        $"""{Declaration}<worksheet xmlns="{Main}"><sheetViews><sheetView workbookViewId="0"{(rightToLeft ? " rightToLeft=\"1\"" : "")}><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>""";

    public static void AppendRow(StringBuilder xml, List<ExportCell> cells, int style)
    {
        xml.Append("<row>");
        foreach (var cell in cells)
        {
            if (cell.Number is { } number) xml.Append(CultureInfo.InvariantCulture, $"<c><v>{number}</v></c>");
            else if (cell.Time is { } time) xml.Append(CultureInfo.InvariantCulture, $"""<c s="{Moment}"><v>{(time.UtcDateTime - SerialStart).TotalDays:R}</v></c>""");
            else if (cell.Text is { Length: > 0 } text) AppendText(xml, text, style);
            else xml.Append("<c/>");
        }
        xml.Append("</row>");
    }

    private static void AppendText(StringBuilder xml, string text, int style)
    {
        xml.Append(style == Ordinary ? """<c t="inlineStr"><is><t xml:space="preserve">""" : """<c s="1" t="inlineStr"><is><t xml:space="preserve">""");
        foreach (var rune in text.AsSpan(0, Math.Min(text.Length, LongestText)).EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&': xml.Append("&amp;"); break;
                case '<': xml.Append("&lt;"); break;
                case '>': xml.Append("&gt;"); break;
                case '\r': xml.Append("&#13;"); break;   // as it stands, a reader would make it a line feed
                case > char.MaxValue: xml.Append(rune.ToString()); break;
                case var c: xml.Append(XmlConvert.IsXmlChar((char)c) ? (char)c : (char)Rune.ReplacementChar.Value); break;   // what no XML can hold is replaced
            }
        }
        xml.Append("</t></is></c>");
    }

    private static string RelationsOf(IEnumerable<string> all) =>
        $"""{Declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{string.Concat(all)}</Relationships>""";
}
