using Rasan.Core.Channels;
using Rasan.Providers.Twilio;
using Rasan.Tests.Support;

namespace Rasan.Tests.Providers.Twilio;

/// <summary>Twilio knows no id of ours: what a list of messages proves, and what it does not.</summary>
public sealed class TwilioSearchTests : IAsyncDisposable
{
    private const string Line = "+15017122661", Pool = "MG0123456789abcdef0123456789abcdef";
    private static readonly DateTimeOffset Start = new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero);

    private readonly RawVendor _vendor = new();

    [Fact]
    public async Task One_message_of_this_text_from_this_line_at_this_time_is_the_one() =>
        Assert.Equal("SM1", Assert.IsType<LookUpAnswer.Found>(await AskAsync(Row("SM1", "hi", 2), Row("SM2", "another text", 3), Row("SM3", "hi", 2, from: "+15550001111"))).Reference);

    [Fact]
    public async Task A_trial_accounts_own_words_before_the_text_do_not_hide_it() =>
        Assert.IsType<LookUpAnswer.Found>(await AskAsync(Row("SM1", "Sent from your Twilio trial account - hi", 2)));

    [Fact]
    public async Task Nothing_of_the_kind_means_that_it_was_not_sent() => Assert.IsType<LookUpAnswer.NotKnown>(await AskAsync(Row("SM2", "another text", 3), Row("SM9", "hi", -7200)));

    [Theory]
    [InlineData("15017122661")]
    [InlineData(" +15017122661")]
    public async Task A_line_is_the_same_however_it_is_written(string line) => Assert.IsType<LookUpAnswer.Found>(await AskAsync(line, byTemplate: false, Row("SM1", "hi", 2)));

    [Fact]
    public async Task An_account_that_keeps_no_texts_proves_nothing() => Assert.IsType<LookUpAnswer.NoAnswer>(await AskAsync(Row("SM1", "", 2)));

    [Fact]
    public async Task The_same_text_twice_can_not_be_told_apart() => Assert.Equal("ambiguous", Assert.IsType<LookUpAnswer.NoAnswer>(await AskAsync(Row("SM1", "hi", 2), Row("SM2", "hi", -300))).Why);

    [Fact]
    public async Task The_same_text_from_before_the_call_is_another_message() => Assert.IsType<LookUpAnswer.NoAnswer>(await AskAsync(Row("SM1", "hi", -120)));

    [Fact]
    public async Task A_messaging_service_may_have_rewritten_the_text() => Assert.IsType<LookUpAnswer.NoAnswer>(await AskAsync(Pool, byTemplate: false, Row("SM1", "h\u0131", 2, from: null, service: Pool)));

    [Fact]
    public async Task What_went_out_by_template_is_never_found_by_its_text()
    {
        Assert.IsType<LookUpAnswer.NoAnswer>(await AskAsync(Line, byTemplate: true, Row("SM1", "hi", 2)));
        Assert.IsType<LookUpAnswer.NotKnown>(await AskAsync(Line, byTemplate: true));
    }

    public ValueTask DisposeAsync() => _vendor.DisposeAsync();

    private static string Row(string sid, string body, int seconds, string? from = Line, string? service = null) =>
        $$"""{"sid":"{{sid}}","to":"+15558675310","from":{{Text(from)}},"messaging_service_sid":{{Text(service)}},"body":"{{body}}","status":"queued","direction":"outbound-api","date_created":"{{Start.AddSeconds(seconds):R}}","date_sent":null}""";

    private static string Text(string? text) => text is null ? "null" : $"\"{text}\"";

    private Task<LookUpAnswer> AskAsync(params string[] rows) => AskAsync(Line, byTemplate: false, rows);

    private async Task<LookUpAnswer> AskAsync(string line, bool byTemplate, params string[] rows)
    {
        _vendor.Says($$"""{"messages":[{{string.Join(',', rows)}}],"next_page_uri":null}""");
        var twilio = new TwilioProvider(_vendor.Http);
        var account = _vendor.Account("", (TwilioProvider.AccountSid, "AC0123456789abcdef0123456789abcdef"), (TwilioProvider.AuthToken, "f00dfeedf00dfeedf00dfeed"));
        var evidence = new AttemptEvidence(2, null, RawVendor.To("+15558675310", "hi", 2, line).To, Start) { Text = "hi", Line = line, ByTemplate = byTemplate };
        return await twilio.LookUpAsync(account, evidence, TestContext.Current.CancellationToken);
    }
}
