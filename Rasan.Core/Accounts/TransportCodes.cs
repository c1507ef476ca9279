namespace Rasan.Core.Accounts;

/// <summary>Codes for what happens between us and a provider, before any code of its own.</summary>
public static class TransportCodes
{
    public const string ConnectionRefused = "connection_refused";
    public const string Timeout = "timeout";
    public const string Cut = "cut";

    /// <summary>What an exception of a call means for a question; a hand-over is more careful.</summary>
    public static string Of(Exception exception) => exception switch
    {
        OperationCanceledException => Timeout,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError } => ConnectionRefused,
        _ => Cut,
    };
}
