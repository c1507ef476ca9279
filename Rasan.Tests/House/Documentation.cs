using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace Rasan.Tests.House;

/// <summary>XML docs are owed where a stranger builds against the code: the provider seam, the API contract, the options.</summary>
internal static class Documentation
{
    public static XDocument Of(Assembly assembly) => XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"));

    public static IEnumerable<string> Gaps(IEnumerable<Type> types, XDocument docs)
    {
        var written = docs.Descendants("member").ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);
        foreach (var type in types)
        {
            var name = type.FullName!.Replace('+', '.');
            if (!written.TryGetValue("T:" + name, out var about))
            {
                yield return name;
                continue;
            }

            var parameters = about.Elements("param").Select(param => param.Attribute("name")!.Value).ToHashSet(StringComparer.Ordinal);
            foreach (var property in Owed(type.GetProperties(Declared)))
                if (!parameters.Contains(property.Name) && !written.ContainsKey($"P:{name}.{property.Name}")) yield return $"{name}.{property.Name}";
            if (!type.IsInterface) continue;
            foreach (var method in Owed(type.GetMethods(Declared)).Where(method => !method.IsSpecialName))
                if (!written.Keys.Any(member => member.StartsWith($"M:{name}.{method.Name}", StringComparison.Ordinal))) yield return $"{name}.{method.Name}";
        }
    }

    /// <summary>Settings whose key stands nowhere in the text, neither whole nor as a further one of its section.</summary>
    public static IEnumerable<string> Untold(IEnumerable<Type> options, SourceFile text) =>
        from type in options
        let section = type.GetField("Section")?.GetRawConstantValue() as string
        where section is not null
        from setting in type.GetProperties(Declared)
        where setting.SetMethod?.IsPublic is not false   // what only the host says is no setting
        where !text.Text.Contains($"`{section}:{setting.Name}`", StringComparison.Ordinal) && !text.Text.Contains($", `{setting.Name}`", StringComparison.Ordinal)
        select $"{section}:{setting.Name}";

    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static IEnumerable<T> Owed<T>(IEnumerable<T> members) where T : MemberInfo =>
        members.Where(member => member.GetCustomAttribute<CompilerGeneratedAttribute>() is null);
}
