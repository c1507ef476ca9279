using System.Security.Cryptography;
using System.Text;
using Rasan.Core.Dispatching;
using Rasan.Core.Storage.Sqlite;

namespace Rasan.Core.Search;

/// <summary>Of an attempt, what it is found by.</summary>
internal sealed record ReferenceRow(long Id, long OwnId, long MessageId, AttemptOutcome Outcome, string? Reference)
{
    public const string Columns = "id, own_id, message_id, outcome, reference";

    private const int TokenBytes = 8;

    /// <summary>A provider may still name an id for it.</summary>
    public bool IsOpen => Reference is null && Outcome is AttemptOutcome.Started or AttemptOutcome.Unknown;

    /// <summary>What the index knows the id by: one word, whatever characters it is made of; what is found is compared again.</summary>
    public static string TokenOf(string reference) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(reference)).AsSpan(0, TokenBytes));

    public static ReferenceRow From(Statement row) => new(row.Long(0), row.Long(1), row.Long(2), (AttemptOutcome)row.Int(3), row.Text(4));
}
