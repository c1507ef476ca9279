using System.Reflection;
using System.Text.RegularExpressions;

namespace Rasan.Tests.House;

/// <summary>Who may know whom. Nothing calls backwards.</summary>
internal static partial class Arrows
{
    private static readonly string[] NotForCore = ["Radzen", "Quartz", "Serilog", "Microsoft.AspNetCore", "Rasan.Providers", "Rasan.Web"];
    private static readonly string[] NotForProviders = ["Radzen", "Quartz", "Serilog", "Microsoft.EntityFrameworkCore", "Rasan.Web"];

    // of Identity the entity types and their EF stores alone; they bring no ASP.NET framework along
    private static readonly string[] AllowedInCore = ["Microsoft.AspNetCore.Identity", "Microsoft.AspNetCore.Identity.EntityFrameworkCore"];

    public static IEnumerable<string> Faults(IEnumerable<SourceFile> sources) =>
        from source in sources
        from line in source.Lines.Select((text, index) => (text, number: index + 1))
        where !line.text.TrimStart().StartsWith("//", StringComparison.Ordinal)
        from Match name in DottedName().Matches(line.text)
        where IsForbidden(source.Path.Split('/')[0], name.Value)
        select $"{source.Path}:{line.number} knows {name.Value}";

    public static IEnumerable<string> Faults(Assembly room) => Faults(room.GetName().Name!, room.GetReferencedAssemblies().Select(known => known.Name!));

    public static IEnumerable<string> Faults(string room, IEnumerable<string> references) =>
        references.Where(known => IsForbidden(room, known)).Select(known => $"{room} references {known}");

    private static bool IsForbidden(string room, string name) => room switch
    {
        "Rasan.Core" => Begins(name, NotForCore) && !AllowedInCore.Contains(Namespace(name), StringComparer.Ordinal),
        "Rasan.Providers" => Begins(name, NotForProviders),
        _ => false,
    };

    private static bool Begins(string name, string[] roots) =>
        roots.Any(root => name == root || name.StartsWith(root + ".", StringComparison.Ordinal));

    /// <summary>Microsoft.AspNetCore.Identity.IdentityUser is a name in Microsoft.AspNetCore.Identity.</summary>
    private static string Namespace(string name) =>
        AllowedInCore.Contains(name, StringComparer.Ordinal) ? name : name[..Math.Max(name.LastIndexOf('.'), 0)];

    [GeneratedRegex(@"\b[A-Z]\w*(?:\.[A-Z]\w*)+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex DottedName();
}
