using Rasan.Bench;
using Rasan.Core.Storage;

SqliteLibrary.Start();
return args is ["role", var role, .. var rest] ? await Rasan.Bench.Roles.Role.PlayAsync(role, rest) : await BenchRun.StartAsync(args);
