using System.Globalization;

namespace Rasan.Bench.Roles;

/// <summary>What the bench program is when it was started by itself.</summary>
internal static class Role
{
    public static async Task<int> PlayAsync(string role, string[] rest)
    {
        await (role switch
        {
            "echo" => EchoServer.RunAsync(),
            "generator" => GeneratorRole.RunAsync(),
            "circuits" => CircuitsRole.RunAsync(),
            "provider" => FakeProvider.RunAsync(),
            "rasan" => RasanRole.RunAsync(),
            "http" => HttpLoop.RunAsync(int.Parse(rest[0], CultureInfo.InvariantCulture), int.Parse(rest[1], CultureInfo.InvariantCulture)),
            _ => throw new ArgumentException($"Nobody plays '{role}' {string.Join(' ', rest)}.", nameof(role)),
        });
        return 0;
    }
}
