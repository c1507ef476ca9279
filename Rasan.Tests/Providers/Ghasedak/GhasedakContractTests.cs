using Rasan.Core.Channels;
using Rasan.Providers;
using Rasan.Providers.Ghasedak;

namespace Rasan.Tests.Providers.Ghasedak;

public sealed class GhasedakContractTests : ProviderContract
{
    protected override string Vendor => GhasedakProvider.ProviderKey;

    protected override string InboundLine => "30005088";

    protected override IReadOnlyDictionary<string, string> Credentials { get; } = new Dictionary<string, string> { ["api_key"] = "e3b0c44298fc1c149afbf4c8996fb924Gha" };

    protected override IProvider Make(ProviderHttp http) => new GhasedakProvider(http);
}
