namespace Rasan.Core.Channels;

/// <summary>What a provider's raw code means, in words for people. Registered under the provider's key.</summary>
/// <param name="code">The raw code, as an attempt or a report keeps it.</param>
/// <param name="language"><c>fa</c> or <c>en</c>.</param>
/// <returns>Null: not a code of this provider.</returns>
public delegate string? CodeTexts(string code, string language);
