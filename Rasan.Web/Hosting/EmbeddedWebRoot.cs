using System.Collections.Frozen;
using System.Reflection;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Primitives;
using Rasan.Core.Storage;

namespace Rasan.Web.Hosting;

/// <summary>wwwroot inside the program (single-file publish, see OneFile.targets). Elsewhere it does nothing: the files lie on disk.</summary>
internal sealed class EmbeddedWebRoot(Assembly assembly) : IFileProvider
{
    private const string Settings = "appsettings.json";
    private const string Map = "endpoints.json";

    private readonly FrozenSet<string> _names = assembly.GetManifestResourceNames().ToFrozenSet(StringComparer.Ordinal);

    public static EmbeddedWebRoot Here { get; } = new(typeof(EmbeddedWebRoot).Assembly);

    public bool Exists => _names.Contains(Map);

    /// <summary>Serves wwwroot from the program; its settings are the defaults under an appsettings.json beside it.</summary>
    public void Use(WebApplicationBuilder builder)
    {
        if (!Exists) return;
        builder.Environment.WebRootFileProvider = this;
        using var settings = Open(Settings);
        var defaults = new ConfigurationBuilder().AddJsonStream(settings).Build().AsEnumerable().ToList();   // read here: every change of the sources reads them anew, a stream can be read once
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource { InitialData = defaults });
    }

    public string? MapIn(string folder) => Exists ? Path.Combine(folder, "static-assets.json") : null;

    /// <summary>MapStaticAssets reads its map from a file only. One that is there already stays: a full disk is no reason not to start.</summary>
    public void WriteMap(string folder)
    {
        if (MapIn(folder) is not { } path) return;
        using var inside = Open(Map);
        using var copy = new MemoryStream();
        inside.CopyTo(copy);
        var map = copy.ToArray();
        if (!File.Exists(path) || !File.ReadAllBytes(path).AsSpan().SequenceEqual(map)) DurableFile.Write(path, map, replace: true);
    }

    public IFileInfo GetFileInfo(string subpath)
    {
        var name = "wwwroot/" + subpath.TrimStart('/');
        return _names.Contains(name) ? new Resource(this, name) : new NotFoundFileInfo(subpath);
    }

    public IDirectoryContents GetDirectoryContents(string subpath) => NotFoundDirectoryContents.Singleton;

    public IChangeToken Watch(string filter) => NullChangeToken.Singleton;

    private Stream Open(string name) => assembly.GetManifestResourceStream(name) ?? throw new FileNotFoundException(name);

    private sealed class Resource(EmbeddedWebRoot root, string name) : IFileInfo
    {
        private static readonly DateTimeOffset Built = new(File.GetLastWriteTimeUtc(Environment.ProcessPath ?? AppContext.BaseDirectory), TimeSpan.Zero);

        public bool Exists => true;
        public bool IsDirectory => false;
        public DateTimeOffset LastModified => Built;
        public string Name => Path.GetFileName(name);
        public string? PhysicalPath => null;

        public long Length
        {
            get
            {
                using var stream = root.Open(name);
                return stream.Length;
            }
        }

        public Stream CreateReadStream() => root.Open(name);
    }
}
