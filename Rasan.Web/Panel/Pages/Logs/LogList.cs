namespace Rasan.Web.Panel.Pages.Logs;

/// <summary>The words of <see cref="LogList{TRow}"/>, whatever its rows are.</summary>
public sealed class LogList;
