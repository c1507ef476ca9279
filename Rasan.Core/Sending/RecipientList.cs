using System.Globalization;
using Rasan.Core.Messages;
using Rasan.Core.Services;

namespace Rasan.Core.Sending;

/// <summary>One who gets the message.</summary>
/// <param name="Asked">As it was written: a number, or <c>user:7</c>.</param>
/// <param name="To">Whom that means.</param>
public readonly record struct AskedRecipient(string Asked, Recipient To);

/// <summary>Recipients as a person types or pastes them, each once.</summary>
/// <param name="Found">In the order they were written.</param>
/// <param name="Refused">Those nothing can be sent to.</param>
/// <param name="Repeated">As they were written: they mean a number that stands before them, and get nothing twice.</param>
public sealed record RecipientList(IReadOnlyList<AskedRecipient> Found, IReadOnlyList<RefusedRecipient> Refused, IReadOnlyList<string> Repeated)
{
    /// <summary>Recipients of one form; more is a batch.</summary>
    public const int Most = 1000;

    public static readonly RecipientList Empty = new([], [], []);

    private static readonly char[] Separators = [',', ';', '\n', '\r', '\t', '،', '؛', '|'];

    public bool IsEmpty => Found.Count == 0 && Refused.Count == 0;

    /// <param name="text">Numbers and <c>user:ID</c>, between them comma, semicolon, a new line or a space. A number may have spaces in it where it stands alone between the others.</param>
    /// <param name="users">Chosen by name.</param>
    /// <param name="catalog">Who belongs to the service.</param>
    /// <param name="serviceId">The service.</param>
    public static RecipientList Read(string text, IEnumerable<long> users, Catalog catalog, long serviceId)
    {
        var reading = new Reading(catalog, serviceId);
        foreach (var piece in text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (Addressee.Find(piece, catalog, serviceId, out _) is null) reading.Add(piece);
            else
                foreach (var word in piece.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) reading.Add(word);
        }

        foreach (var user in users) reading.Add(string.Create(CultureInfo.InvariantCulture, $"{Addressee.UserPrefix}{user}"));
        return reading.Done();
    }

    private sealed class Reading(Catalog catalog, long serviceId)
    {
        private readonly List<AskedRecipient> _found = [];
        private readonly List<RefusedRecipient> _refused = [];
        private readonly List<string> _repeated = [];
        private readonly HashSet<Recipient> _known = [];
        private readonly HashSet<string> _knownRefused = new(StringComparer.Ordinal);

        public void Add(string asked)
        {
            if (Addressee.Find(asked, catalog, serviceId, out var to) is { } code)
            {
                if (_knownRefused.Add(asked)) _refused.Add(new(asked, code));
            }
            else if (_known.Add(to)) _found.Add(new(asked, to));
            else _repeated.Add(asked);
        }

        public RecipientList Done() => new(_found, _refused, _repeated);
    }
}
