using System.Reflection;
using Rasan.Bench.Inside;

namespace Rasan.Bench.Roles;

/// <summary>
/// The web program itself, from its own entry point, with the bench's provider and a desk that takes orders added by the
/// standard way to add to a host from outside: a hosting startup.
/// </summary>
internal static class RasanRole
{
    public static Task RunAsync()
    {
        Desk.Answers = Console.Out;
        Console.SetOut(TextWriter.Null);   // its log has a file of its own; this pipe carries answers
        var main = Assembly.Load("Rasan.Web").EntryPoint!;
        return Task.Factory.StartNew(() => main.Invoke(null, [Array.Empty<string>()]), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }
}
