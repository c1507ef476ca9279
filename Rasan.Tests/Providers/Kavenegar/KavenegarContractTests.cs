using Rasan.Core.Channels;
using Rasan.Providers;
using Rasan.Providers.Kavenegar;

namespace Rasan.Tests.Providers.Kavenegar;

public sealed class KavenegarContractTests : ProviderContract
{
    protected override string Vendor => KavenegarProvider.ProviderKey;

    protected override IReadOnlyDictionary<string, string> Credentials { get; } = new Dictionary<string, string> { ["api_key"] = "6B6D4F7A3153554C2B53Kav" };

    protected override IProvider Make(ProviderHttp http) => new KavenegarProvider(http);
}
