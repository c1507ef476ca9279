namespace Rasan.Web.Panel.Parts;

/// <summary>What a form was filled from. Who is about to write over somebody else's change is told so once; asked for again, it is meant.</summary>
public sealed class FormBasis
{
    private object? _seen;

    /// <param name="stored">What is stored now, as a value that equals another of the same content; null: nothing.</param>
    public void Take(object? stored) => _seen = stored;

    /// <param name="stored">Null: it is not there any more, and saving says so itself.</param>
    /// <returns>Whether something else is stored than was seen last; from now on it has been seen.</returns>
    public bool IsOvertaken(object? stored)
    {
        var isOther = stored is not null && !stored.Equals(_seen);
        _seen = stored;
        return isOther;
    }
}
