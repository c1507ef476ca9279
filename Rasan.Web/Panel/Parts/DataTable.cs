namespace Rasan.Web.Panel.Parts;

/// <summary>The words of <see cref="DataTable{TRow}"/>, whatever its rows are.</summary>
public sealed class DataTable;
