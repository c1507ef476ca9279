using System.Reflection;

namespace Rasan.Web.Hosting;

/// <summary>What the log says of a start.</summary>
internal sealed partial class StartLog(ILogger<StartLog> log)
{
    public static string Version { get; } = typeof(StartLog).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    [LoggerMessage(5001, LogLevel.Information, "Rasan {Version} starts on {Directory}")]
    public partial void Starting(string version, string directory);

    [LoggerMessage(5002, LogLevel.Information, "Migrated: {Migrations}")]
    public partial void Migrated(string migrations);

    [LoggerMessage(5003, LogLevel.Warning, "Nothing reads the setting {Key}: is it misspelt?")]
    public partial void UnknownSetting(string key);

    [LoggerMessage(5004, LogLevel.Error, "A damaged file that nothing promised depends on was set aside as {File} and is made anew")]
    public partial void SetAside(string file);

    [LoggerMessage(5005, LogLevel.Critical, "{Count} sealed provider keys don't open, and their accounts send nothing: the key ring in {Directory} is not the one that sealed them. Put that one back, or enter the keys anew")]
    public partial void SecretsShut(int count, string directory);
}
