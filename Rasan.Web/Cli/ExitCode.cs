namespace Rasan.Web.Cli;

/// <summary>What the program ends with. The numbers are those of <c>sysexits.h</c> and never change: scripts rely on them.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary><c>doctor</c> found something, or a fault nobody expected.</summary>
    public const int Fault = 1;
    public const int Usage = 64;

    /// <summary>The file, or the database, is not what it should be.</summary>
    public const int BadData = 65;
    public const int NotFound = 66;

    /// <summary>Something of that name is there already.</summary>
    public const int Exists = 73;

    /// <summary>The directory or the disk can't be written.</summary>
    public const int CannotWrite = 74;

    /// <summary>A server runs here, another program holds the database or the port: try again later.</summary>
    public const int Busy = 75;
    public const int Settings = 78;
}
