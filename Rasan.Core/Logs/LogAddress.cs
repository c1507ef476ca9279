namespace Rasan.Core.Logs;

internal static class LogAddress
{
    /// <summary>What stands before an IPv4 address that came in on a socket for both kinds.</summary>
    public const string Mapped = "::ffff:";
}
