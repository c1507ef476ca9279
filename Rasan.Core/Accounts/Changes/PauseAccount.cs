using Rasan.Core.Services;

namespace Rasan.Core.Accounts.Changes;

/// <summary>Pauses an account by hand: other accounts take its messages, and only the pause's end or a person's word brings it back.</summary>
public sealed class PauseAccount(AccountEdits edits, TimeProvider clock)
{
    public const int MostMinutes = 30 * 24 * 60;

    /// <param name="minutes">For how long, at most thirty days; null: until somebody takes it up again.</param>
    public Task<AccountResult> RunAsync(Caller caller, long id, int? minutes, CancellationToken ct) => edits.RunAsync(caller, id, new()
    {
        Action = "account.pause",
        Mends = true,   // makes the row's word count
        Change = (_, account, _) =>
        {
            if (minutes is < 1 or > MostMinutes) return Task.FromResult<AccountResult?>(new AccountResult.Refused([new("minutes", "bad_limit", MostMinutes.ToString(System.Globalization.CultureInfo.InvariantCulture))]));
            account.PauseByHand(minutes is { } span ? clock.GetUtcNow().AddMinutes(span) : AccountPause.WithoutEnd);
            return Task.FromResult<AccountResult?>(null);
        },
    }, ct);
}
