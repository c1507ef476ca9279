using Rasan.Bench;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Sqlite;

SqliteLibrary.Start();
return args is ["role", var role, .. var rest] ? await Rasan.Bench.Roles.Role.PlayAsync(role, rest) : await BenchRun.StartAsync(args);
