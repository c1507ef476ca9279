using Rasan.Core.Intents;
using Rasan.Core.Storage.Sqlite;

namespace Rasan.Core.Search;

/// <summary>Of a message, what a search goes by.</summary>
internal sealed record SearchRow(long Id, long Service, Kind Kind, long CreatedAt, string? Recipient, string? Text, string? Reference)
{
    public const string Columns = "id, service_id, kind, created_at, recipient, text, reference";

    public const int ColumnCount = 7;

    private const int ServiceShift = 40;
    private const long MostId = (1L << ServiceShift) - 1;

    /// <summary>
    /// Where it lies in the index: the services one after the other, so that a search in one walks through no other's hits.
    /// </summary>
    public long Place => PlaceOf(Service, Id);

    /// <summary>Wiped: nothing of it is looked at any more, its reference neither.</summary>
    public bool IsWiped => Recipient is null;

    /// <summary>Null: nothing to be found by. A code's text is sealed; where one is not, it is no less a code.</summary>
    public string? FoldedText => IsWiped || Kind == Kind.Otp || Text is null ? null : SearchText.Fold(Text);

    public string? FoldedReference => IsWiped || Reference is null ? null : SearchText.Fold(Reference);

    public static long PlaceOf(long service, long id) => (service << ServiceShift) | Math.Clamp(id, 0, MostId);

    public static long IdOf(long place) => place & MostId;

    public static SearchRow From(Statement row) =>
        new(row.Long(0), row.Long(1), (Kind)row.Int(2), row.Long(3), row.Text(4), row.Text(5), row.Text(6));
}
