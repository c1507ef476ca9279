using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Rasan.Core.Storage;

namespace Rasan.Web.Hosting.Secrets;

/// <summary>Opens every provider key once, and puts it away again.</summary>
internal sealed class CheckSecrets(IDbContextFactory<RasanDb> stores, ISecretBox box)
{
    public async Task<(int Opened, int Shut)> RunAsync(CancellationToken ct)
    {
        await using var store = await stores.CreateDbContextAsync(ct);
        var (opened, shut) = (0, 0);
        foreach (var sealedKey in await store.Keys.Select(key => key.Sealed).ToListAsync(ct))
        {
            try
            {
                CryptographicOperations.ZeroMemory(box.Open(sealedKey));
                opened++;
            }
            catch (CryptographicException)
            {
                shut++;
            }
        }

        return (opened, shut);
    }
}
