namespace Rasan.Web.Panel.Parts;

/// <summary>The words of the list.</summary>
public sealed class OrderedList;
