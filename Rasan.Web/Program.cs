using Rasan.Core.Storage;
using Rasan.Core.Storage.Sqlite;
using Rasan.Providers;
using Rasan.Web.Api;
using Rasan.Web.Cli;
using Rasan.Web.Hosting;
using Rasan.Web.Hosting.Secrets;
using Rasan.Web.Jobs;
using Rasan.Web.Panel;

SqliteLibrary.Start();
DurableFile.KeepPrivate();
if (CommandLine.IsMeant(args)) return await CommandLine.RunAsync(args);

if (Startup.CreateBuilder(args) is not { } builder) return ExitCode.Settings;
if ((builder.CheckSettings() ?? builder.TakeDataDirectory()) is { } notStarted) return notStarted.Tell();
builder.AddLogs().AddCore().RunCore().AddSecrets().AddCommands().AddHealth().AddJobs();
builder.Services.AddProviders().AddApi().AddSimulators().AddPanel();

var app = builder.Build();
if (await app.PrepareAsync() is { } notReady) return notReady.Tell();
app.HearProxies();
app.MapApi();
app.MapSimulators();
app.MapHealth();
app.MapPanel(EmbeddedWebRoot.Here.MapIn(builder.DataDirectory.Root));
app.MapApiDocs();
return await app.ServeAsync();

public sealed partial class Program;
