using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Rasan.Core.Dispatching;
using Rasan.Core.Ledgers;
using Rasan.Core.Storage;

namespace Rasan.Core.Messages;

/// <summary>What kind otp keeps sealed: its text and its variables.</summary>
public sealed record SealedText(string Text, string? Variables);

[JsonSerializable(typeof(SealedText))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
internal sealed partial class SealedJson : JsonSerializerContext;

/// <summary>The texts of messages, opened where they are sealed.</summary>
public sealed class MessageTexts(ISecretBox box)
{
    public byte[] Seal(string text, string? variables) => box.Seal(JsonSerializer.SerializeToUtf8Bytes(new SealedText(text, variables), SealedJson.Default.SealedText));

    public SealedText? Open(byte[] sealedText) => JsonSerializer.Deserialize(box.Open(sealedText), SealedJson.Default.SealedText);

    /// <summary>What fills its template; null where it has none, they were wiped, or the key ring no longer opens them: whoever sends it will meet that.</summary>
    public IReadOnlyDictionary<string, string>? ValuesOf(string? variables, byte[]? sealedText)
    {
        try
        {
            var plain = variables ?? (sealedText is null ? null : Open(sealedText)?.Variables);
            return plain is null ? null : JsonSerializer.Deserialize(plain, SealedJson.Default.IReadOnlyDictionaryStringString);
        }
        catch (Exception exception) when (exception is CryptographicException or InvalidOperationException or JsonException)
        {
            return null;
        }
    }

    /// <exception cref="InvalidOperationException">The text was wiped.</exception>
    public string Of(MessageBody body) =>
        body.Text ?? (body.Sealed is { } sealedText ? Open(sealedText)?.Text : null) ?? throw new InvalidOperationException("The text of this message was wiped.");
}
