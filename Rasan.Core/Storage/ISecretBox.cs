namespace Rasan.Core.Storage;

/// <summary>Seals what must not be read from the database file alone: provider keys, texts of one-time codes.</summary>
public interface ISecretBox
{
    byte[] Seal(ReadOnlySpan<byte> plain);

    /// <exception cref="System.Security.Cryptography.CryptographicException">The key ring that sealed it is not here.</exception>
    byte[] Open(byte[] sealedBytes);
}
