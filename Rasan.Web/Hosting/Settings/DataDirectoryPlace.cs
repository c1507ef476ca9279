using Rasan.Core.Storage;

namespace Rasan.Web.Hosting.Settings;

internal static class DataDirectoryPlace
{
    /// <summary>Relative paths start at the repository's root in Development, else at the program's folder: wherever the program was started, it finds its data.</summary>
    public static DataDirectory Resolve(IConfiguration configuration, IHostEnvironment environment)
    {
        var configured = configuration[$"{RasanOptions.Section}:{nameof(RasanOptions.DataDirectory)}"] is { Length: > 0 } path ? path : new RasanOptions().DataDirectory;
        var root = environment.IsDevelopment() ? RepositoryRoot() ?? AppContext.BaseDirectory : AppContext.BaseDirectory;
        return new(Path.GetFullPath(configured, root));
    }

    private static string? RepositoryRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Rasan.sln"))) return folder.FullName;
        return null;
    }
}
