namespace Rasan.Web.Panel.Pages.Sending;

/// <summary>The words of the send page and of its parts.</summary>
public sealed class SendTexts;
