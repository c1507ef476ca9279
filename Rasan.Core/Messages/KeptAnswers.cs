using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Rasan.Core.Ledgers;
using Rasan.Core.Services;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Upkeep;

namespace Rasan.Core.Messages;

/// <summary>First answers to requests that carried an Idempotency-Key, sealed as they are kept.</summary>
public sealed class KeptAnswers(Ledger ledger, ISecretBox box)
{
    /// <summary>
    /// For a request that is about to be refused: the same one may have been taken on while its template was active, its user had
    /// a number, its message could be resent. Then its first answer stands.
    /// </summary>
    /// <returns>Null: it was not, or shows no key.</returns>
    public async Task<SendResult?> FindAsync(Caller caller, string? tenantKey, IdempotencyGuard<SendReceipt>? guard)
    {
        if (guard is null || !caller.MayActFor(tenantKey)) return null;
        try
        {
            var service = caller.Service.Id;
            var kept = await LookUpAsync(service, guard.Route, guard.Key);
            if (kept is null) return null;
            return kept.RequestHash.AsSpan().SequenceEqual(guard.RequestHash) ? new SendResult.Replayed(kept.Status, box.Open(kept.Body)) : new SendResult.Conflict();
        }
        catch (StorageUnavailableException unavailable)
        {
            return new SendResult.Unavailable(unavailable.Fault);
        }
        catch (LedgerFullException)
        {
            return new SendResult.Unavailable(StorageFault.None);
        }
    }

    /// <returns>The answer's body, whatever the request was; null: none is kept.</returns>
    internal async Task<byte[]?> ReadAsync(long service, string route, string key) => await LookUpAsync(service, route, key) is { } answer ? box.Open(answer.Body) : null;

    private Task<StoredAnswer?> LookUpAsync(long service, string route, string key)
    {
        var hash = HashOf(service, route, key);
        return ledger.DoAsync(session => session.FindAnswer(hash, service, route, key, session.Now - (long)RetentionOptions.IdempotentAnswers.TotalMilliseconds));
    }

    internal StoredAnswer? Seal(SendOrder order, SendReceipt receipt, DateTimeOffset now)
    {
        if (order.Idempotency is not { } guard) return null;
        var service = order.Caller.Service.Id;
        return new(HashOf(service, guard.Route, guard.Key), service, guard.Route, guard.Key, guard.RequestHash, guard.Status, box.Seal(guard.Answer(receipt)), now.ToUnixTimeMilliseconds());
    }

    internal byte[] Open(byte[] body) => box.Open(body);

    /// <summary>Finds the few rows that may be the same key; the key itself decides.</summary>
    private static long HashOf(long service, string route, string key)
    {
        Span<byte> input = stackalloc byte[1024];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt64LittleEndian(input, service);
        var length = sizeof(long) + Encoding.UTF8.GetBytes(key, input[sizeof(long)..]);
        length += Encoding.UTF8.GetBytes(route, input[length..]);
        SHA256.HashData(input[..length], hash);
        return BinaryPrimitives.ReadInt64LittleEndian(hash);
    }
}
