namespace Rasan.Web.Panel.Reading;

/// <summary>An event comes on a thread that knows neither the reader's language nor their digits: what it sets off runs as the page itself does.</summary>
internal static class AsReader
{
    public static EventHandler Do(Action react)
    {
        var own = ExecutionContext.Capture();
        return (_, _) =>
        {
            if (own is null) react();
            else ExecutionContext.Run(own, _ => react(), state: null);
        };
    }
}
