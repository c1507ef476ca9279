using Rasan.Core.Logs;
using Rasan.Core.Messages;
using Rasan.Core.Statistics;
using Rasan.Web.Api.Accounts;
using Rasan.Web.Api.Doors;

namespace Rasan.Web.Api;

internal static class ApiSetup
{
    extension(IServiceCollection services)
    {
        public IServiceCollection AddApi()
        {
            services.AddSingleton<ApiLog>().AddHostedService<ApiLogWriting>();
            services.AddSingleton<RateLimits>().AddSingleton<ApiPaths>();
            services.AddSingleton<FindMessage>().AddSingleton<ListMessages>().AddSingleton<FindStates>().AddSingleton<DailyStatistics>().AddSingleton<AccountViews>();
            return services.AddApiDocs();
        }
    }

    extension(WebApplication app)
    {
        /// <summary>The API and its page. Before whatever is only for browsers: a program's call ends here.</summary>
        public void MapApi()
        {
            app.UseMiddleware<ApiDoor>();
            var routes = app.MapGroup("/api/v1");
            NotificationsApi.Map(routes);
            SettingsApi.Map(routes);
            MessagesApi.Map(routes);
            TokenApi.Map(routes);
            StatisticsApi.Map(routes);
            AccountsApi.Map(routes);
            WatchApi.Map(routes);
            InboxApi.Map(routes);
            LogsApi.Map(routes);
            RoutesApi.Map(routes);
            TemplatesApi.Map(routes);
            IntentsApi.Map(routes);
            ChannelsApi.Map(routes);
        }
    }
}
