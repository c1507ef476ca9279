namespace Rasan.Web.Panel.Pages.Accounts.Watch;

/// <summary>The words of what shows an account's standing, its history and its alerts.</summary>
public sealed class WatchTexts;
