using Rasan.Core.Channels;
using Rasan.Providers;
using Rasan.Providers.Twilio;

namespace Rasan.Tests.Providers.Twilio;

public sealed class TwilioContractTests : ProviderContract
{
    protected override string Vendor => TwilioProvider.ProviderKey;

    protected override IReadOnlyDictionary<string, string> Credentials { get; } = new Dictionary<string, string>
    {
        [TwilioProvider.AccountSid] = "AC0123456789abcdef0123456789abcdef",
        [TwilioProvider.AuthToken] = "f00dfeedf00dfeedf00dfeedf00dfeed",
    };

    protected override string Line => "+15017122661";

    protected override string ScheduledLine => "MG0123456789abcdef0123456789abcdef";

    protected override bool RefusesBlocked => true;

    protected override IProvider Make(ProviderHttp http) => new TwilioProvider(http);
}
