using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Rasan.Core.Logs;

namespace Rasan.Core.Storage;

/// <summary>Used when a migration is generated, never when the program runs.</summary>
internal sealed class RasanDbDesign : IDesignTimeDbContextFactory<RasanDb>
{
    public RasanDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<RasanDb>().UseSqlite("Data Source=design.db").Options, new WriteTurn());
}

/// <inheritdoc cref="RasanDbDesign"/>
internal sealed class LogsDbDesign : IDesignTimeDbContextFactory<LogsDb>
{
    public LogsDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<LogsDb>().UseSqlite("Data Source=design.db").Options);
}
