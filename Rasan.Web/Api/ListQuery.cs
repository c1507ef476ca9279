using System.Globalization;
using Rasan.Web.Api.Doors;

namespace Rasan.Web.Api;

/// <summary>The query string of a list. A name that filters nothing is refused: a filter that is silently passed over answers with the wrong rows.</summary>
internal sealed class ListQuery
{
    public const int MostPerPage = 200, UsualPerPage = 50;

    private readonly IQueryCollection _query;
    private readonly Check _check;

    /// <param name="request">Whose query string it is.</param>
    /// <param name="known">Every name that is read, with its meaning for the page.</param>
    /// <param name="check">Where what is wrong is said.</param>
    public ListQuery(ApiRequest request, IReadOnlyDictionary<string, string> known, Check check)
        : this(request.Http.Request.Query, known.ContainsKey, check)
    {
    }

    /// <param name="query">The query string, of a call or of a page's address.</param>
    /// <param name="isKnown">Whether a name is read.</param>
    /// <param name="check">Where what is wrong is said.</param>
    public ListQuery(IQueryCollection query, Func<string, bool> isKnown, Check check)
    {
        (_query, _check) = (query, check);
        foreach (var name in query.Keys.Where(name => !isKnown(name))) check.Add(name, "unknown_filter", name);
    }

    /// <summary>Null where it is absent or empty.</summary>
    public string? Text(string name) => _query.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;

    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text) return null;
        if (!ApiTime.TryRead(text, out var time)) _check.Add(name, "bad_time", text);
        return time;
    }

    public int Limit()
    {
        if (Text("limit") is not { } text) return UsualPerPage;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= MostPerPage) return limit;
        _check.Add("limit", "bad_limit", MostPerPage.ToString(CultureInfo.InvariantCulture));
        return UsualPerPage;
    }
}
