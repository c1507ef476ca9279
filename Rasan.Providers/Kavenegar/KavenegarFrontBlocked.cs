using System.Collections.Concurrent;

namespace Rasan.Providers.Kavenegar;

/// <summary>The front's list of numbers that a line does not write to. Kept for show: the telecom behind it has its own.</summary>
internal sealed class KavenegarFrontBlocked
{
    private const int MostAdded = 200, MostRemoved = 50, PageSize = 200;

    private readonly ConcurrentDictionary<(long Caller, string Line, string Number), long> _blocked = new();

    public Task<KavenegarReply> AddAsync(KavenegarRequest request) => EachAsync(request, MostAdded, (key, now) => _blocked.TryAdd(key, now) ? "Active" : "AlreadyExists");

    public Task<KavenegarReply> ExistsAsync(KavenegarRequest request) => EachAsync(request, MostAdded, (key, _) => _blocked.ContainsKey(key) ? "Active" : "NotExists");

    public Task<KavenegarReply> RemoveAsync(KavenegarRequest request) =>
        request.IsDelete ? EachAsync(request, MostRemoved, (key, _) => _blocked.TryRemove(key, out long _) ? "Deleted" : "NotExists") : Task.FromResult(KavenegarReply.Refused(405));

    public Task<KavenegarReply> ListAsync(KavenegarRequest request)
    {
        if (request.Missing(KavenegarFields.LineNumber) is { } missing) return Task.FromResult(missing);
        var line = request.Text(KavenegarFields.LineNumber)!;
        var rows = _blocked.Where(pair => pair.Key.Caller == request.Caller.Id && pair.Key.Line == line).OrderBy(pair => pair.Value)
            .Select(pair => new KavenegarBlockedNumber(pair.Key.Number, BlockReason: 0, pair.Value, Status: null)).ToList();
        var (page, pages) = (Math.Max(1, request.Number(KavenegarFields.PageNumber) ?? 1), (rows.Count + PageSize - 1) / PageSize);
        var metadata = new KavenegarMetadata(KavenegarReply.Id(rows.Count), KavenegarReply.Id(page), KavenegarReply.Id(pages), KavenegarReply.Id(PageSize));
        return Task.FromResult(Answer([.. rows.Skip((int)(page - 1) * PageSize).Take(PageSize)], metadata));
    }

    private static Task<KavenegarReply> EachAsync(KavenegarRequest request, int most, Func<(long, string, string), long, string> change)
    {
        if (request.Missing(KavenegarFields.LineNumber, KavenegarFields.Receptor) is { } missing) return Task.FromResult(missing);
        var numbers = request.List(KavenegarFields.Receptor);
        if (numbers.Count > most) return Task.FromResult(KavenegarReply.Refused(604));
        if (numbers.Any(number => KavenegarRequest.Receptor(number) is null)) return Task.FromResult(KavenegarReply.Refused(411));
        var (line, now) = (request.Text(KavenegarFields.LineNumber)!, request.Backend.Now.ToUnixTimeSeconds());
        return Task.FromResult(Answer([.. numbers.Select(number =>
        {
            var national = KavenegarRequest.National(KavenegarRequest.Receptor(number)!);
            return new KavenegarBlockedNumber(national, BlockReason: null, Date: null, change((request.Caller.Id, line, national), now));
        })]));
    }

    private static KavenegarReply Answer(IReadOnlyList<KavenegarBlockedNumber> rows, KavenegarMetadata? metadata = null) =>
        KavenegarReply.Of(new KavenegarBlocked(KavenegarReply.Done, rows, metadata), KavenegarJson.Wire.KavenegarBlocked);
}
