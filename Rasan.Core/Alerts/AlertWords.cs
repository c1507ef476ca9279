using System.Text.Json;

namespace Rasan.Core.Alerts;

/// <summary>What is watched for, as stable words of the API.</summary>
public static class AlertWords
{
    private static readonly Dictionary<AlertOn, string> Words = Enum.GetValues<AlertOn>().ToDictionary(on => on, on => JsonNamingPolicy.SnakeCaseLower.ConvertName(on.ToString()));

    public static IEnumerable<string> All => Words.Values;

    extension(AlertOn on)
    {
        public string Word => Words[on];

        public static AlertOn? Parse(string? word) => Words.FirstOrDefault(known => known.Value == word) is { Value: not null } found ? found.Key : null;
    }
}
