using System.Globalization;
using Rasan.Core.Channels;

namespace Rasan.Core.Accounts;

/// <summary>Where the providers of this installation call back.</summary>
public static class CallbackAddresses
{
    public const string Root = "/hooks";

    public static string WordOf(CallbackSubject subject) => subject is CallbackSubject.Status ? "status" : "inbound";

    /// <summary>The addresses that somebody has to enter at the provider, by subject. One that signs is told of states with every message.</summary>
    public static IReadOnlyDictionary<string, string> Of(Account account, ProviderCapabilities? provider, Uri? publicBase)
    {
        var addresses = new Dictionary<string, string>(StringComparer.Ordinal);
        if (provider is null || publicBase is null) return addresses;
        var root = $"{publicBase.ToString().TrimEnd('/')}{Root}/{account.Provider}";
        var signs = provider.SignatureHeader is not null;
        if ((signs ? account.Id.ToString(CultureInfo.InvariantCulture) : account.CallbackSecret) is not { } place) return addresses;
        foreach (var subject in Enum.GetValues<CallbackSubject>())
            if (subject is CallbackSubject.Inbound ? provider.PushesInbound : provider.PushesReports && !signs) addresses[WordOf(subject)] = $"{root}/{place}/{WordOf(subject)}";
        return addresses;
    }
}
