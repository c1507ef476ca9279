using Rasan.Core.Accounts;
using Rasan.Core.Channels;
using Rasan.Core.Messages;

namespace Rasan.Core.Alerts;

/// <summary>What an alert tells of.</summary>
/// <param name="Provider">Null: one this program does not know.</param>
/// <param name="Zone">Of the account's owner; null: the shared accounts'.</param>
internal sealed record AlertNews(AlertRule Rule, Account Account, ProviderProfile? Provider, Money? Balance, double? DaysLeft, DateTimeOffset Now, TimeZoneInfo? Zone);
