namespace Rasan.Web.Panel.Pages.Routing;

/// <summary>The words of the routing page and of its parts.</summary>
public sealed class RoutingTexts;
