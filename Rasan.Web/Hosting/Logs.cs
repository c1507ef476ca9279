using System.Globalization;
using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;
using Serilog.Formatting;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;

namespace Rasan.Web.Hosting;

/// <summary>The program's own log: console and a file a day under the data directory. Levels are set in the section <c>Logging</c>.</summary>
internal static class Logs
{
    private const long LargestFile = 64 * 1024 * 1024;

    private const int FilesKept = 31;

    /// <summary>These write paths, addresses and SQL: no setting makes them talk, because a provider's path may carry its key.</summary>
    private static readonly string[] Discreet = ["System.Net.Http.HttpClient", "Microsoft.AspNetCore.Hosting.Diagnostics", "Microsoft.AspNetCore.Routing", "Microsoft.EntityFrameworkCore"];

    private static readonly MessageTemplateTextFormatter ForPeople =
        new("{Timestamp:HH:mm:ss} {Level:u3} {SourceContext}: {Message:lj}{NewLine}{Exception}", CultureInfo.InvariantCulture);

    private static readonly JsonFormatter ForMachines = new(renderMessage: true, formatProvider: CultureInfo.InvariantCulture);

    extension(WebApplicationBuilder builder)
    {
        public WebApplicationBuilder AddLogs()
        {
            var inProduction = !builder.Environment.IsDevelopment();
            ITextFormatter file = inProduction ? ForMachines : ForPeople;
            ITextFormatter console = inProduction && Console.IsOutputRedirected ? ForMachines : ForPeople;   // a person at a terminal reads words everywhere
            var configuration = new LoggerConfiguration().MinimumLevel.Verbose()
                .WriteTo.Console(console)
                .WriteTo.File(file, builder.DataDirectory.File(Path.Combine("logs", "rasan-.log")), fileSizeLimitBytes: LargestFile, rollOnFileSizeLimit: true, rollingInterval: RollingInterval.Day, retainedFileCountLimit: FilesKept);
            foreach (var category in Discreet) configuration.MinimumLevel.Override(category, LogEventLevel.Warning);
            builder.Logging.ClearProviders().AddProvider(new SerilogLoggerProvider(configuration.CreateLogger(), dispose: true));   // AddSerilog would switch off the levels of the settings
            builder.Logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);   // at any other level it makes an activity and a scope for every request
            return builder;
        }
    }
}
