using Rasan.Core.Channels;
using Rasan.Providers;
using Rasan.Providers.IPPanel;

namespace Rasan.Tests.Providers.IPPanel;

public sealed class IPPanelContractTests : ProviderContract
{
    protected override string Vendor => IPPanelProvider.ProviderKey;

    protected override IReadOnlyDictionary<string, string> Credentials { get; } = new Dictionary<string, string> { [IPPanelProvider.ApiKey] = "OWY0ZTc2-this-is-a-key-of-a-test-MWE3==" };

    protected override string Line => "+983000505";

    protected override bool TellsBadNumberLater => true;

    protected override bool TellsNoCreditLater => true;

    protected override IProvider Make(ProviderHttp http) => new IPPanelProvider(http);
}
