using System.Globalization;
using Rasan.Core.Channels;
using Rasan.Providers;

namespace Rasan.Tests.Providers.Sixth;

internal static class PigeonCodes
{
    public const string Ok = "P0", NotHere = "P9";

    public static ProviderCodes Table { get; } = new(
    [
        new("P1", RefusalReason.BadNumber, null, "No window at this address", "در این نشانی پنجره‌ای نیست"),
        new("P2", RefusalReason.Account, null, "The pigeons are tired", "کبوترها خسته‌اند"),
        new(NotHere, RefusalReason.BadMessage, null, "No such letter", "چنین نامه‌ای نیست"),
        new(OfState(1), null, DeliveryState.Sent, "In the air", "در هوا"),
        new(OfState(2), null, DeliveryState.Delivered, "On the window sill", "روی لبهٔ پنجره"),
    ]);

    public static string OfState(long? state) => string.Create(CultureInfo.InvariantCulture, $"status_{state}");
}
