using System.Globalization;
using System.Text.Json;
using Rasan.Core.Templates;

namespace Rasan.Tests.Templates;

public sealed class VariablesTests
{
    private static readonly string[] Order = ["token", "name"];

    [Theory]
    [InlineData("""{"token":"1234","name":"Sara"}""", "1234", "Sara")]
    [InlineData("""{"name":"Sara","token":"1234"}""", "1234", "Sara")]
    [InlineData("""["1234","Sara"]""", "1234", "Sara")]
    [InlineData("""[1234,true]""", "1234", "true")]
    [InlineData("""[1.50,false]""", "1.50", "false")]
    [InlineData("""["","۱۲"]""", "", "۱۲")]
    [InlineData("""{"token":"1","token":"2","name":""}""", "2", "")]
    public void An_object_binds_by_name_and_an_array_by_order(string json, string token, string name)
    {
        var bound = Bind(json);
        Assert.True(bound.IsGood);
        Assert.Equal((token, name), (bound.Values["token"], bound.Values["name"]));
    }

    [Theory]
    [InlineData("""{}""", "token:missing_variable name:missing_variable")]
    [InlineData("""[]""", "token:missing_variable name:missing_variable")]
    [InlineData("""null""", "token:missing_variable name:missing_variable")]
    [InlineData("""{"token":"1"}""", "name:missing_variable")]
    [InlineData("""["1"]""", "name:missing_variable")]
    [InlineData("""{"token":"1","name":"a","extra":"x"}""", "extra:unknown_variable")]
    [InlineData("""{"Token":"1","name":"a"}""", "Token:unknown_variable token:missing_variable")]
    [InlineData("""["1","a","x","y"]""", "[2]:unknown_variable [3]:unknown_variable")]
    [InlineData("""{"token":null,"name":"a"}""", "token:wrong_type")]
    [InlineData("""{"token":{},"name":[]}""", "token:wrong_type name:wrong_type")]
    [InlineData("""["1",null]""", "[1]:wrong_type")]
    [InlineData(""" "1234" """, ":wrong_type")]
    [InlineData("""12""", ":wrong_type")]
    [InlineData("""{"token":"\ud800","name":"a"}""", "token:wrong_type")]
    [InlineData("""{"token":"1","name":"a","\ud800":"a"}""", ":wrong_type")]
    public void What_does_not_bind_is_named_with_its_code(string json, string faults) =>
        Assert.Equal(faults, string.Join(' ', Bind(json).Faults.Select(f => $"{f.Variable}:{f.Code}")));

    [Fact]
    public void Absent_parameters_are_enough_for_a_text_without_variables()
    {
        Assert.True(Variables.Bind([], null).IsGood);
        Assert.True(Variables.Bind([], default(JsonElement)).IsGood);
    }

    [Fact]
    public void Numbers_are_machine_text_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fa-IR");
        try
        {
            Assert.Equal("-1.5", Bind("""[-1.5,""]""").Values["token"]);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static BoundVariables Bind(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Variables.Bind(Order, document.RootElement);
    }
}
