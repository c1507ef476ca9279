using System.Globalization;
using Rasan.Core.Channels;
using Rasan.Core.Messages;
using Rasan.Providers.Sandbox;

namespace Rasan.Tests.Sandbox;

public sealed class SandboxAccountTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Credit_runs_down_by_segments_and_stays_down_over_a_restart()
    {
        var account = SandboxRig.Account(1, ("credit", "500"), ("price", "200"));
        var rig = await SandboxRig.StartAsync();
        var delivery = rig.To("+989120000100");
        Assert.Equal(Money.Rials(500), (await rig.Provider.StandingAsync(account, Ct)).Balance);
        Assert.IsType<ProviderAnswer.Accepted>(await rig.SendAsync(delivery, account));

        await using var reopened = await rig.ReopenAsync();

        Assert.Equal(Money.Rials(300), (await reopened.Provider.StandingAsync(account, Ct)).Balance);
        var noCredit = new ProviderAnswer.Refused(RefusalReason.Account, "no_credit");
        Assert.Equal(noCredit, await reopened.SendAsync(delivery with { OwnId = 2, Segments = 2 }, account));
        Assert.IsType<ProviderAnswer.Accepted>(await reopened.SendAsync(delivery with { OwnId = 3 }, account));
        Assert.Equal(noCredit, await reopened.SendAsync(delivery with { OwnId = 4 }, account));
        Assert.Equal(Money.Rials(100), (await reopened.Provider.StandingAsync(account, Ct)).Balance);
    }

    [Fact]
    public async Task Credit_is_each_accounts_own_and_can_be_filled_up()
    {
        await using var rig = await SandboxRig.StartAsync();
        var poor = SandboxRig.Account(1, ("credit", "0"));
        Assert.Equal("no_credit", Assert.IsType<ProviderAnswer.Refused>(await rig.SendAsync(rig.To("+989120000100"), poor)).Code);
        Assert.IsType<ProviderAnswer.Accepted>(await rig.SendAsync(rig.To("+989120000100"), SandboxRig.Account(2)));

        Assert.Equal(new(true, 1000, null), await rig.Control.ChangeAsync(1, new(null, 1000, null), Ct));

        Assert.IsType<ProviderAnswer.Accepted>(await rig.SendAsync(rig.To("+989120000100"), poor));
    }

    [Fact]
    public async Task An_account_past_its_end_refuses_until_it_is_prolonged()
    {
        await using var rig = await SandboxRig.StartAsync();
        var end = rig.Clock.GetUtcNow().AddHours(1);
        var account = SandboxRig.Account(1, ("expires_at", end.ToString("O", CultureInfo.InvariantCulture)));
        Assert.IsType<ProviderAnswer.Accepted>(await rig.SendAsync(rig.To("+989120000100"), account));
        Assert.Equal(end, (await rig.Provider.StandingAsync(account, Ct)).ExpiresAt);

        rig.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(new ProviderAnswer.Refused(RefusalReason.Account, "account_expired"), await rig.SendAsync(rig.To("+989120000100"), account));

        await rig.Control.ChangeAsync(1, new(null, null, end.AddDays(1)), Ct);
        Assert.IsType<ProviderAnswer.Accepted>(await rig.SendAsync(rig.To("+989120000100"), account));
    }

    [Fact]
    public async Task An_unhealthy_account_refuses_every_connection_and_records_nothing()
    {
        await using var rig = await SandboxRig.StartAsync();
        var delivery = rig.To("+989120000100");
        await rig.Control.ChangeAsync(1, new(false, null, null), Ct);

        Assert.Equal(new ProviderAnswer.Refused(RefusalReason.Transient, "unreachable"), await rig.SendAsync(delivery));
        Assert.Equal(new LookUpAnswer.NoAnswer("unreachable"), await rig.LookUpAsync(delivery));
        await Assert.ThrowsAsync<HttpRequestException>(() => rig.AskAsync(delivery));
        await Assert.ThrowsAsync<HttpRequestException>(() => rig.Provider.StandingAsync(SandboxRig.Account(), Ct));
        Assert.Empty(await rig.RecordedAsync());

        await rig.Control.ChangeAsync(1, new(true, null, null), Ct);
        Assert.IsType<ProviderAnswer.Accepted>(await rig.SendAsync(delivery));
    }

    [Fact]
    public async Task Standing_names_the_price_and_the_defaults()
    {
        await using var rig = await SandboxRig.StartAsync();
        Assert.Equal(
            new AccountStanding(Money.Rials(SandboxAccount.DefaultCredit), null, Money.Rials(100)),
            await rig.Provider.StandingAsync(SandboxRig.Account(), Ct));
    }

    [Fact]
    public void Magic_can_be_limited_to_one_account_by_its_name()
    {
        Assert.True(SandboxAccount.Read(SandboxRig.Account(1), "sandbox-1").Magic);
        Assert.False(SandboxAccount.Read(SandboxRig.Account(2), "sandbox-1").Magic);
        Assert.False(SandboxAccount.Read(SandboxRig.Account(1, ("magic", "false")), "sandbox-1").Magic);
    }

    [Theory]
    [InlineData("no_credit", "en", "The account's credit is used up")]
    [InlineData("no_credit", "fa", "اعتبار حساب تمام شده است")]
    [InlineData("somebody_elses", "fa", null)]
    public void A_code_is_explained_in_both_languages(string code, string language, string? text) => Assert.Equal(text, SandboxCodes.All.Text(code, language));
}
