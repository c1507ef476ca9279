using Rasan.Tests.Support;

[assembly: AssemblyFixture(typeof(Rasan.Tests.Api.ApiFixture))]

namespace Rasan.Tests.Api;

/// <summary>One server for all tests of the API, reached over real HTTP.</summary>
public sealed class ApiFixture : IDisposable
{
    private readonly Lazy<RasanApp> _app = new(() =>
    {
        var app = new RasanApp();
        app.Listen();
        return app;
    });

    private readonly Lock _making = new();

    public Given Given => new(_app.Value.Services);
    public IServiceProvider Services => _app.Value.Services;

    public Uri Address
    {
        get
        {
            _ = Services;   // it listens from now on
            return _app.Value.ClientOptions.BaseAddress;
        }
    }

    /// <summary>A program that calls the API with this token.</summary>
    public ApiClient Client(string? token = null, string? language = null)
    {
        lock (_making) return new(_app.Value.CreateClient(), token) { Language = language };   // the factory keeps a plain list of them
    }

    public void Dispose()
    {
        if (_app.IsValueCreated) _app.Value.Dispose();
    }
}
