using Rasan.Core.Channels;
using Rasan.Providers;
using Rasan.Providers.RayganSms;

namespace Rasan.Tests.Providers.RayganSms;

public sealed class RayganSmsContractTests : ProviderContract
{
    protected override string Vendor => RayganSmsProvider.ProviderKey;

    protected override string Line => "50002910001080";

    protected override bool MayRepeatInbound => true;

    protected override IReadOnlyDictionary<string, string> Credentials { get; } = new Dictionary<string, string> { ["username"] = "tester", ["password"] = "s3cr3t-of-the-panel" };

    protected override IProvider Make(ProviderHttp http) => new RayganSmsProvider(http, TimeProvider.System);
}
