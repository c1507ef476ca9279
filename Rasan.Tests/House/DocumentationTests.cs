using System.Reflection;
using System.Xml.Linq;
using Rasan.Core.Channels;
using Rasan.Providers.Sandbox;

namespace Rasan.Tests.House;

public sealed class DocumentationTests
{
    private static readonly Assembly Core = typeof(IProvider).Assembly;
    private static readonly Assembly Providers = typeof(SandboxProvider).Assembly;
    private static readonly Assembly Web = typeof(Program).Assembly;

    [Fact]
    public void The_seam_to_the_providers_is_documented() =>
        Guard.FindsNothing(Documentation.Gaps(Core.GetExportedTypes().Where(type => type.Namespace == typeof(IProvider).Namespace), Documentation.Of(Core)));

    [Fact]
    public void The_contract_of_the_api_is_documented() =>
        Guard.FindsNothing(Documentation.Gaps(Web.GetExportedTypes().Where(type => type.Namespace?.StartsWith("Rasan.Web.Api", StringComparison.Ordinal) == true), Documentation.Of(Web)));

    [Fact]
    public void Every_option_is_documented() =>
        Guard.FindsNothing(new[] { Core, Providers, Web }.SelectMany(assembly => Documentation.Gaps(Options(assembly), Documentation.Of(assembly))));

    [Fact]
    public void Every_setting_stands_in_the_readme() =>
        Guard.FindsNothing(Documentation.Untold(Options(Core).Concat(Options(Web)).Concat(Options(Providers)), Repository.Files("README.md").Single(file => file.Path == "README.md")));

    [Fact]
    public void A_setting_that_is_told_nowhere_is_seen() =>
        Assert.Equal(["Test:Some:Untold"], Documentation.Untold([typeof(SomeOptions)], new("README.md", "| `Test:Some:Told`, `AlsoTold` |")));

    [Fact]
    public void What_is_not_documented_is_seen()
    {
        var docs = XDocument.Parse($"""<doc><members><member name="T:{typeof(Documented).FullName!.Replace('+', '.')}"><param name="Told"/></member></members></doc>""");
        Assert.Equal(
            ["Rasan.Tests.House.DocumentationTests.Documented.Untold", "Rasan.Tests.House.DocumentationTests.Unknown"],
            Documentation.Gaps([typeof(Documented), typeof(Unknown)], docs));
    }

    private static IEnumerable<Type> Options(Assembly assembly) =>
        assembly.GetTypes().Where(type => type.Name.EndsWith("Options", StringComparison.Ordinal) && type is { IsClass: true, IsNested: false });

    private sealed class SomeOptions
    {
        public const string Section = "Test:Some";

        public int Told { get; set; }

        public int AlsoTold { get; set; }

        public int Untold { get; set; }
    }

    private sealed record Documented(string Told, string Untold);

    private sealed record Unknown;
}
