namespace Rasan.Core.Storage;

/// <summary>Where everything lies that Rasan keeps.</summary>
/// <param name="Root">Absolute path.</param>
public sealed record DataDirectory(string Root)
{
    public string Database => File("rasan.db");

    /// <summary>The API log, apart: several writers on one SQLite file starve each other.</summary>
    public string LogsDatabase => File("logs.db");

    /// <summary>What messages are found by: made anew from <c>rasan.db</c> whenever it is missing.</summary>
    public string SearchDatabase => File("search.db");

    /// <summary>What messages are found by when a provider's id is all there is: made anew like the one above.</summary>
    public string ReferencesDatabase => File("references.db");

    /// <summary>Quartz's own.</summary>
    public string SchedulerDatabase => File("scheduler.db");

    /// <summary>The key ring that seals secrets.</summary>
    public string Keys => File("keys");

    /// <summary>Held open by the one server that may run here.</summary>
    public string LockFile => File("rasan.lock");

    public string File(string name) => Path.Combine(Root, name);
}
