using Rasan.Core.Storage;
using Rasan.Web.Hosting;

SqliteLibrary.Start();
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
builder.WebHost.UseStaticWebAssets();   // `dotnet run` and tests find the assets outside Development too; does nothing when published
EmbeddedWebRoot.Here.Use(builder);
var app = builder.Build();
await app.RunAsync();

public sealed partial class Program;
