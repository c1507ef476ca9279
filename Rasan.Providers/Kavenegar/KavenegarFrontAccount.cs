using System.Collections.Concurrent;

namespace Rasan.Providers.Kavenegar;

/// <summary>The front's account calls.</summary>
internal sealed class KavenegarFrontAccount
{
    private static readonly string[] Names = ["apilogs", "dailyreport", "debugmode", "defaultsender", "mincreditalarm", "resendfailed"];

    private readonly ConcurrentDictionary<long, KavenegarConfigEntries> _configs = new();

    public static async Task<KavenegarReply> InfoAsync(KavenegarRequest request)
    {
        var standing = await request.Backend.StandingAsync(request.Caller, request.Ended);
        var info = new KavenegarAccountInfo((long)standing.Credit, standing.ExpiresAt?.ToUnixTimeSeconds() ?? NoExpiry, "master");
        return KavenegarReply.Of(new KavenegarAccount(KavenegarReply.Done, info), KavenegarJson.Wire.KavenegarAccount);
    }

    /// <summary>Without parameters it reads; any parameter writes. Kept for show: nothing follows from it.</summary>
    public async Task<KavenegarReply> ConfigAsync(KavenegarRequest request)
    {
        if (!_configs.TryGetValue(request.Caller.Id, out var config))
        {
            var lines = await request.Backend.LinesAsync(request.Caller, request.Ended);
            config = new("justfaults", "enabled", "disabled", lines is [var first, ..] ? first.Number : "", "50000", "true");
        }
        config = new(
            request.Text(Names[0]) ?? config.ApiLogs, request.Text(Names[1]) ?? config.DailyReport, request.Text(Names[2]) ?? config.DebugMode,
            request.Text(Names[3]) ?? config.DefaultSender, request.Text(Names[4]) ?? config.MinCreditAlarm, request.Text(Names[5]) ?? config.ResendFailed);
        _configs[request.Caller.Id] = config;
        return KavenegarReply.Of(new KavenegarConfig(KavenegarReply.Done, config), KavenegarJson.Wire.KavenegarConfig);
    }

    /// <summary>What the vendor's own page shows for an account that does not end: a day in 1970.</summary>
    private const long NoExpiry = 13548889;
}
