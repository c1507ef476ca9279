using System.Collections.Frozen;
using System.Text;
using System.Text.Json;

namespace Rasan.Core.Accounts.Changes;

/// <summary>An account's own settings as they are stored: a JSON object of texts.</summary>
public static class AccountSettings
{
    public static IReadOnlyDictionary<string, string> Read(string settings) => Read(Encoding.UTF8.GetBytes(settings));

    /// <summary>Also what a key holds, once it is opened.</summary>
    internal static FrozenDictionary<string, string> Read(byte[] json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.EnumerateObject().ToFrozenDictionary(property => property.Name, property => property.Value.ToString(), StringComparer.Ordinal);
    }

    /// <summary>Those of the provider's form are replaced; what no form shows stays.</summary>
    internal static string Merge(string stored, IReadOnlyDictionary<string, string> typed, IEnumerable<string> ofTheForm)
    {
        var form = ofTheForm.ToHashSet(StringComparer.Ordinal);
        var all = Read(stored).Where(setting => !form.Contains(setting.Key)).Concat(typed.Where(setting => setting.Value.Length > 0));
        return JsonSerializer.Serialize(new SortedDictionary<string, string>(all.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal));
    }
}
