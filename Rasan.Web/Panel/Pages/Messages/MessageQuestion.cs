using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Web.Api;
using Rasan.Web.Api.Messages;

namespace Rasan.Web.Panel.Pages.Messages;

/// <summary>What an address asks of the messages: the API's own names, and which columns are shown.</summary>
public sealed class MessageQuestion
{
    public const string ColumnsName = "columns", FormatName = "format", Next = "next";

    /// <summary>Faults that only a reader's permissions make; the API's scopes have them all.</summary>
    public const string TextHidden = "text_hidden", WholeNumberOnly = "whole_number_only";

    private readonly QueryCollection _query;

    private MessageQuestion(QueryCollection query, MessageFilter? filter, MessageCursor? after, IReadOnlyList<Fault> faults) =>
        (_query, Filter, After, Faults) = (query, filter, after, faults);

    /// <summary>Null: <see cref="Faults"/> say why.</summary>
    public MessageFilter? Filter { get; }
    public MessageCursor? After { get; }
    public IReadOnlyList<Fault> Faults { get; }

    /// <summary>The columns that are named; null: none are.</summary>
    public IReadOnlyList<string>? Columns => Value(ColumnsName) is { Length: > 0 } named ? named.Split(',') : null;

    /// <summary>Whether anything but columns and page is asked for.</summary>
    public bool IsFiltered => _query.Keys.Any(name => name is not (ColumnsName or FormatName or Next) && Value(name).Length > 0);

    /// <summary>The search as a query string, from its first page: <c>?state=failed</c>.</summary>
    public string Search => With([(Next, null), (FormatName, null)]);

    /// <summary>What decides the rows: the same, the same rows.</summary>
    public string Rows => With([(ColumnsName, null)]);

    /// <param name="queryString">With its question mark.</param>
    public static MessageQuestion Of(string queryString, Caller caller, Catalog catalog, DateTimeOffset now)
    {
        var query = new QueryCollection(QueryHelpers.ParseQuery(queryString));
        var check = new Check(now);
        var names = new ListQuery(query, name => name is ColumnsName or FormatName || (name != "limit" && MessagesQuery.Parameters.ContainsKey(name)), check);
        var read = MessagesQuery.Read(names, caller.Service.Id, catalog, check);
        if (read?.Filter.Text is not null && !caller.May(Permissions.SeeTexts)) check.Add("q", TextHidden);
        if (read?.Filter.Number is { IsWhole: false } && !caller.May(Permissions.SeeNumbers)) check.Add("to", WholeNumberOnly);
        return new(query, check.Faults is null ? read!.Filter : null, read?.After, check.Faults ?? []);
    }

    /// <summary>As it stands in the address; empty: it is not there.</summary>
    public string Value(string name) => _query.TryGetValue(name, out var value) ? value.ToString() : "";

    public DateTimeOffset? Time(string name) => ApiTime.TryRead(Value(name), out var time) ? time : null;

    /// <summary>The query string with some values changed; null takes one out.</summary>
    public string With(IReadOnlyList<(string Name, string? Value)> changed)
    {
        var all = _query.Keys.Where(name => !changed.Any(change => change.Name == name)).Select(name => (Name: name, Value: (string?)Value(name))).Concat(changed);
        return QueryString.Create(all.Where(pair => !string.IsNullOrEmpty(pair.Value)).Select(pair => KeyValuePair.Create(pair.Name, pair.Value))).ToString();
    }

    public static string? TimeValue(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
