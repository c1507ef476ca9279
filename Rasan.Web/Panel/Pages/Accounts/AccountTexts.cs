namespace Rasan.Web.Panel.Pages.Accounts;

/// <summary>The words of the account pages and of their parts.</summary>
public sealed class AccountTexts;
