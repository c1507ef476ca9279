using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Radzen;
using Radzen.Blazor.Rendering;
using Rasan.Core.Accounts;
using Rasan.Core.Services;
using Rasan.Core.Users;
using Rasan.Web.Panel;
using Rasan.Web.Panel.Pages.Accounts;
using Rasan.Web.Panel.Reading;
using Rasan.Web.Panel.SignIn;
using Rasan.Web.Panel.Words;

namespace Rasan.Tests.Support;

/// <summary>Components of the panel as one signed-in person sees them, on the services of a running program.</summary>
public sealed class PanelRooms : BunitContext
{
    private readonly AsyncServiceScope _scope;
    private readonly RasanApp _app;

    /// <param name="language"><c>fa</c> or <c>en</c>; it holds for the whole test.</param>
    /// <param name="userId">Null: the system administrator.</param>
    public PanelRooms(RasanApp app, string language, long? userId = null, Preferences? wanted = null)
    {
        _app = app;
        _scope = app.Services.CreateAsyncScope();
        var wishes = wanted ?? new();
        CultureInfo.CurrentUICulture = PanelCultures.Of(language);
        CultureInfo.CurrentCulture = ReaderCulture.Of(CultureInfo.CurrentUICulture, wishes);
        DefaultWaitTimeout = TimeSpan.FromMinutes(2);   // a busy machine is not a broken page
        Services.AddRadzenComponents();
        Services.AddScoped(own => new AccountRooms(   // with this context's own dialogs and address
            app.Get<Catalogs>(), app.Get<Core.Channels.Providers>(), app.Get<AccountHealth>(), app.Get<PanelWords>(), app.Get<AttemptMeanings>(), own.GetRequiredService<DialogService>(), own.GetRequiredService<NavigationManager>()));
        Services.AddFallbackServiceProvider(_scope.ServiceProvider);
        AddAuthorization().SetAuthorized("reader");
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new("Server", isInteractive: true));
        Reader.Enter(ReaderClaims.Of(new(SessionId: 0, userId ?? AdministratorId, "reader", wishes, MustChangePassword: false, DateTimeOffset.UnixEpoch), from: null));
    }

    public Reader Reader => _scope.ServiceProvider.GetRequiredService<Reader>();

    private long AdministratorId => _app.Get<Catalogs>().Current.Users.Values.First(user => user.IsSystemAdministrator).Id;

    /// <summary>As whom the page gate would let the reader in.</summary>
    public Caller CallerIn(string serviceKey) => Reader.In(serviceKey) ?? throw new InvalidOperationException($"The reader is no member of {serviceKey}.");

    /// <summary>A page of a service, as the page gate shows it.</summary>
    public IRenderedComponent<TPage> OpenPage<TPage>(string serviceKey, Action<ComponentParameterCollectionBuilder<TPage>>? more = null) where TPage : IComponent =>
        Render<TPage>(page =>
        {
            page.TryAdd(PageGate.ServiceKey, serviceKey);
            page.AddCascadingValue(CallerIn(serviceKey));
            more?.Invoke(page);
        });

    protected override async ValueTask DisposeAsyncCore()
    {
        await base.DisposeAsyncCore();
        await _scope.DisposeAsync();
    }
}
