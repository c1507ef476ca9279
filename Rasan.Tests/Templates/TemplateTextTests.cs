using FsCheck;
using FsCheck.Fluent;
using Rasan.Core.Templates;

namespace Rasan.Tests.Templates;

public sealed class TemplateTextTests
{
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal) { ["token"] = "1234", ["name"] = "Sara", ["نام"] = "سارا", ["a_1"] = "{b}" };

    [Theory]
    [InlineData("", "")]
    [InlineData("No variables", "No variables")]
    [InlineData("{token}", "1234")]
    [InlineData("Your code is {token}.", "Your code is 1234.")]
    [InlineData("{name}: {token}, again {token}", "Sara: 1234, again 1234")]
    [InlineData("{نام} عزیز، کد {token}", "سارا عزیز، کد 1234")]
    [InlineData("{{token}} {token} }}", "{token} 1234 }")]
    [InlineData("{{{token}}}", "{1234}")]
    [InlineData("value {a_1} stays as it is", "value {b} stays as it is")]
    public void Variables_are_replaced_and_doubled_braces_stand_for_themselves(string text, string rendered) =>
        Assert.Equal(rendered, TemplateText.Parse(text).Render(Values));

    [Fact]
    public void Variables_are_listed_once_in_order_of_first_appearance() =>
        Assert.Equal(["b", "a", "c"], TemplateText.Parse("{b} {a} {b} {c} {a}").Variables);

    [Theory]
    [InlineData("{", 0)]
    [InlineData("}", 0)]
    [InlineData("ab{", 2)]
    [InlineData("{}", 0)]
    [InlineData("{a b}", 0)]
    [InlineData("{token", 0)]
    [InlineData("token}", 5)]
    [InlineData("{a}{b-c}", 3)]
    [InlineData("{{a}", 3)]
    [InlineData("{a{b}}", 0)]
    public void A_brace_that_belongs_to_no_variable_is_found(string text, int at)
    {
        Assert.False(TemplateText.TryParse(text, out _, out var faultAt));
        Assert.Equal(at, faultAt);
        Assert.Throws<FormatException>(() => TemplateText.Parse(text));
    }

    [Fact]
    public void A_translation_names_the_variable_that_has_no_value()
    {
        Assert.Equal("other", TemplateText.Parse("{token} {other}").FirstMissing(Values));
        Assert.Null(TemplateText.Parse("{token}").FirstMissing(Values));
    }

    [Fact]
    public void Any_text_with_its_braces_doubled_renders_to_itself() => Prop.ForAll<string?>(text =>
    {
        var plain = text ?? "";
        var template = TemplateText.Parse(plain.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
        return template.Variables.Count == 0 && template.Render(Values) == plain;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_long_value_is_rendered_whole()
    {
        var value = new string('x', 5_000);
        Assert.Equal($"<{value}>", TemplateText.Parse("<{v}>").Render(new Dictionary<string, string>(StringComparer.Ordinal) { ["v"] = value }));
    }
}
