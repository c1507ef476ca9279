namespace Rasan.Tests.House;

internal static class Guard
{
    /// <summary>Fails with every fault on a line of its own; an assertion on the collection would cut them short.</summary>
    public static void FindsNothing(IEnumerable<string> faults)
    {
        if (string.Join('\n', faults) is { Length: > 0 } found) Assert.Fail(found);
    }
}
