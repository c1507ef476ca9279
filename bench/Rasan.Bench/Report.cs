using System.Globalization;

namespace Rasan.Bench;

/// <summary>Figures go to standard output, one 'name=value' a line; words for the reader to standard error.</summary>
internal static class Report
{
    public static void Figure(string name, double value) =>
        Console.WriteLine($"{name}={value.ToString(value < 0.1 ? "0.######" : "0.###", CultureInfo.InvariantCulture)}");

    public static void Note(string text) => Console.Error.WriteLine("# " + text);

    public static void Note(ref System.Runtime.CompilerServices.DefaultInterpolatedStringHandler text) =>
        Note(string.Create(CultureInfo.InvariantCulture, ref text));
}
