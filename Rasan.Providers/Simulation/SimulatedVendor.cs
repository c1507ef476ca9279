using Rasan.Providers.Fronts;

namespace Rasan.Providers.Simulation;

/// <summary>How vendors differ behind their wire. Prices and credit are invented, in the currency of each.</summary>
internal sealed record SimulatedVendor(string Currency, decimal Price, decimal LatinPrice, decimal Credit, string Line)
{
    /// <summary>A recipient who must not be written to is refused at the send; elsewhere the message is taken and ends blocked.</summary>
    public bool RefusesBlacklisted { get; init; }

    /// <summary>Everything is taken: wrong numbers and missing credit are told of by the message's state.</summary>
    public bool TellsLater { get; init; }

    public IReadOnlyList<FrontTemplate> Templates { get; init; } = [];

    public static SimulatedVendor Of(string vendor) => vendor switch
    {
        "kavenegar" => new("IRR", 1200, 1600, 50_000_000, "10004346")
        {
            Templates =
            [
                new("login", "کد شما %token", ["token"]),
                new("order", "سفارش %token به مبلغ %token2 در %token3 ثبت شد", ["token", "token2", "token3"]),
                new("welcome", "%token10 عزیز، %token20، کد شما %token", ["token", "token10", "token20"]),
                new("waiting", "%token", ["token"], IsApproved: false),
            ],
        },
        "ghasedak" => new("IRR", 840, 1120, 50_000_000, "30005088")
        {
            Templates = [new("Login", "کد شما %Code%", ["Code"]), new("Order", "%Name% عزیز، سفارش %Number% ثبت شد", ["Name", "Number"])],
        },
        "ippanel" => new("IRR", 2370, 2503, 50_000_000, "+983000505")
        {
            TellsLater = true,
            Templates = [new("8tx1asdf1q436n", "کد شما %code%", ["code"]), new("o3w9xk2m5v7p1c", "%name% عزیز، سفارش %number% ثبت شد", ["name", "number"])],
        },
        "raygansms" => new("IRR", 112, 275, 50_000_000, "50002910001080"),
        "twilio" => new("USD", 0.0075m, 0.0075m, 1000, "+15017122661")
        {
            RefusesBlacklisted = true,
            Templates = [new("HX0123456789abcdef0123456789abcdef", "Your code is {{1}}", ["1"])],
        },
        _ => new("IRR", 100, 100, 50_000_000, "1000"),
    };
}
