using System.Globalization;
using System.Text.Json;

namespace Rasan.Core.Templates;

/// <summary>One variable that can't be bound.</summary>
/// <param name="Variable">Its name; <c>[3]</c> for an array element without a variable or of a wrong type; empty where the parameters themselves or a name in them can't be read.</param>
/// <param name="Code">One of the codes of <see cref="Variables"/>.</param>
public sealed record VariableFault(string Variable, string Code);

/// <summary>A value for every variable, or why not.</summary>
public sealed record BoundVariables(IReadOnlyDictionary<string, string> Values, IReadOnlyList<VariableFault> Faults)
{
    public bool IsGood => Faults.Count == 0;
}

/// <summary>Binds the parameters of a request to a template's variables: an object by name, an array by order.</summary>
public static class Variables
{
    public const string Missing = "missing_variable";
    public const string Unknown = "unknown_variable";
    public const string WrongType = "wrong_type";

    /// <param name="order">The default language's <see cref="TemplateText.Variables"/>.</param>
    /// <param name="parameters">Absent and null count as no parameters.</param>
    public static BoundVariables Bind(IReadOnlyList<string> order, JsonElement? parameters)
    {
        var values = new Dictionary<string, string>(order.Count, StringComparer.Ordinal);
        List<VariableFault>? faults = null;
        switch (parameters?.ValueKind)
        {
            case JsonValueKind.Object:
                BindByName(order, parameters.Value, values, ref faults);
                break;
            case JsonValueKind.Array:
                BindByOrder(order, parameters.Value, values, ref faults);
                break;
            case null or JsonValueKind.Null or JsonValueKind.Undefined:
                break;
            default:
                return new(values, [new("", WrongType)]);
        }
        foreach (var variable in order)
        {
            if (!values.ContainsKey(variable)) Add(ref faults, variable, Missing);
        }
        return new(values, faults ?? (IReadOnlyList<VariableFault>)[]);
    }

    private static void BindByName(IReadOnlyList<string> order, JsonElement parameters, Dictionary<string, string> values, ref List<VariableFault>? faults)
    {
        foreach (var parameter in parameters.EnumerateObject())
        {
            if (NameOf(parameter) is not { } name) Add(ref faults, "", WrongType);
            else if (!order.Contains(name, StringComparer.Ordinal)) Add(ref faults, name, Unknown);
            else if (Read(parameter.Value) is { } value) values[name] = value;
            else Mistype(name, name, values, ref faults);
        }
    }

    private static void BindByOrder(IReadOnlyList<string> order, JsonElement parameters, Dictionary<string, string> values, ref List<VariableFault>? faults)
    {
        var index = 0;
        foreach (var element in parameters.EnumerateArray())
        {
            if (index >= order.Count) Add(ref faults, Place(index), Unknown);
            else if (Read(element) is { } value) values[order[index]] = value;
            else Mistype(order[index], Place(index), values, ref faults);
            index++;
        }
    }

    private static string Place(int index) => string.Create(CultureInfo.InvariantCulture, $"[{index}]");

    private static void Mistype(string variable, string place, Dictionary<string, string> values, ref List<VariableFault>? faults)
    {
        values[variable] = "";   // given, and so not missing
        Add(ref faults, place, WrongType);
    }

    private static string? Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => Text(element),
        JsonValueKind.Number => element.GetRawText(),   // as the caller wrote it: 1.50 stays 1.50
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    // "\ud800" is good JSON but no text: System.Text.Json notices only when the string is read.
    private static string? Text(JsonElement element)
    {
        try
        {
            return element.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? NameOf(JsonProperty parameter)
    {
        try
        {
            return parameter.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static void Add(ref List<VariableFault>? faults, string variable, string code) => (faults ??= []).Add(new(variable, code));
}
