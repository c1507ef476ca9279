namespace Rasan.Core.Search;

/// <summary>How far the index has come.</summary>
/// <param name="Indexed">Messages up to this row are in it.</param>
/// <param name="Newest">The newest row there is: what lies between is looked at directly.</param>
/// <param name="Rebuilt">How far the new index has come that is to take its place; null: none is being built.</param>
public sealed record SearchStanding(long Indexed, long Newest, long? Rebuilt)
{
    /// <summary>Whether there is something a search has to look for row by row.</summary>
    public long Behind => Math.Max(0, Newest - Indexed);
}
