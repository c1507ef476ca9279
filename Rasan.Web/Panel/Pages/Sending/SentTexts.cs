namespace Rasan.Web.Panel.Pages.Sending;

/// <summary>The words of the page that says what became of a form.</summary>
public sealed class SentTexts;
