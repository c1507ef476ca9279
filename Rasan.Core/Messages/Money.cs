using System.Globalization;

namespace Rasan.Core.Messages;

/// <summary>An amount in one currency. Rials are whole; amounts of two currencies are never added.</summary>
/// <param name="Amount">The amount; whole for rials.</param>
/// <param name="Currency">ISO 4217 code: <c>IRR</c>, <c>USD</c>.</param>
public readonly record struct Money(decimal Amount, string Currency)
{
    public const string Rial = "IRR";

    /// <summary>Stored as an integer: millionths of the currency unit, so that sums in SQL are exact.</summary>
    public long Micros => (long)decimal.Round(Amount * 1_000_000m);

    public static Money Rials(long rials) => new(rials, Rial);

    public static Money FromMicros(long micros, string currency) => new(micros / 1_000_000m, currency);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount:0.######} {Currency}");
}
