using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Rasan.Web.Api;

namespace Rasan.Web.Panel.Reading;

/// <summary>What the address of a list asks for, by the API's own names, and which columns are shown.</summary>
public sealed class ListQuestion
{
    public const string ColumnsName = "columns", FormatName = "format", Next = "next", Sort = "sort";

    private readonly QueryCollection _query;

    private ListQuestion(QueryCollection query) => _query = query;

    /// <summary>The columns that are named; null: none are.</summary>
    public IReadOnlyList<string>? Columns => Value(ColumnsName) is { Length: > 0 } named ? named.Split(',') : null;

    /// <summary>Whether anything but order, columns and page is asked for.</summary>
    public bool IsFiltered => _query.Keys.Any(name => name is not (ColumnsName or FormatName or Next or Sort) && Value(name).Length > 0);

    public bool IsFirstPage => Value(Next).Length == 0;

    /// <summary>The question as a query string, from its first page: <c>?status=5xx</c>.</summary>
    public string Search => With([(Next, null), (FormatName, null)]);

    /// <summary>Every row, in the same order and with the same columns.</summary>
    public string Unfiltered => QueryString.Create(new[] { Sort, ColumnsName }.Select(name => KeyValuePair.Create(name, (string?)Value(name))).Where(kept => kept.Value is { Length: > 0 })).ToString();

    /// <summary>What decides the rows: the same, the same rows.</summary>
    public string Rows => With([(ColumnsName, null)]);

    /// <param name="queryString">With its question mark.</param>
    public static ListQuestion Of(string queryString) => new(new QueryCollection(QueryHelpers.ParseQuery(queryString)));

    /// <summary>As it stands in the address; empty: it is not there.</summary>
    public string Value(string name) => _query.TryGetValue(name, out var value) ? value.ToString() : "";

    /// <summary>The query string with some values changed; null takes one out.</summary>
    public string With(IReadOnlyList<(string Name, string? Value)> changed)
    {
        var all = _query.Keys.Where(name => !changed.Any(change => change.Name == name)).Select(name => (Name: name, Value: (string?)Value(name))).Concat(changed);
        return QueryString.Create(all.Where(pair => !string.IsNullOrEmpty(pair.Value)).Select(pair => KeyValuePair.Create(pair.Name, pair.Value))).ToString();
    }

    /// <summary>For the reader that the API has: what a page asks is read as a program's call is.</summary>
    /// <param name="names">Every name that is read.</param>
    /// <param name="check">Where what is wrong is said.</param>
    internal ListQuery Read(IEnumerable<string> names, Check check) =>
        new(_query, name => name is ColumnsName or FormatName || (name != "limit" && names.Contains(name, StringComparer.Ordinal)), check);   // how long a page is, the page says

    public static DateTimeOffset? TimeOf(string value) => ApiTime.TryRead(value, out var time) ? time : null;

    public static string? TimeValue(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
