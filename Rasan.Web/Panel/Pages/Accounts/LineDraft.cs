using Rasan.Core.Accounts;
using Rasan.Core.Accounts.Changes;

namespace Rasan.Web.Panel.Pages.Accounts;

/// <summary>A line's form while it is filled in.</summary>
public sealed class LineDraft
{
    public string Number { get; set; } = "";
    public string Class { get; set; } = LineClass.Service.Word;
    public bool IsActive { get; set; } = true;
    public bool Receives { get; set; } = true;
    public string OpensAt { get; set; } = "";
    public string ClosesAt { get; set; } = "";
    public string Zone { get; set; } = "";
    public string Intents { get; set; } = "";

    public static LineDraft Of(Line? line) => line is null ? new() : new()
    {
        Number = line.Number,
        Class = line.Class.Word,
        IsActive = line.IsActive,
        Receives = line.Receives,
        OpensAt = line.OpensAt ?? "",
        ClosesAt = line.ClosesAt ?? "",
        Zone = line.Zone ?? "",
        Intents = line.Intents?.Replace(",", ", ", StringComparison.Ordinal) ?? "",
    };

    public LineForm ToForm() => new() { Number = Number, Class = Class, IsActive = IsActive, Receives = Receives, OpensAt = OpensAt, ClosesAt = ClosesAt, Zone = Zone, Intents = [Intents] };
}
