using Rasan.Core.Storage;
using Rasan.Web.Hosting;
using Rasan.Web.Panel;

SqliteLibrary.Start();
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseStaticWebAssets();   // `dotnet run` and tests find the assets outside Development too; does nothing when published
EmbeddedWebRoot.Here.Use(builder);
builder.Services.AddPanel();
var app = builder.Build();
app.MapPanel();
await app.RunAsync();

public sealed partial class Program;
