using Rasan.Core.Storage;

SqliteLibrary.Start();
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
var app = builder.Build();
await app.RunAsync();

public sealed partial class Program;
