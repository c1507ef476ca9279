using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rasan.Web.Api;

/// <summary>A template's variables, an object or an array; which of them are read, and so must be texts, only the template knows.</summary>
internal sealed class ParametersConverter : JsonConverter<JsonElement>
{
    public override JsonElement Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray ? JsonElement.ParseValue(ref reader) : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, JsonElement value, JsonSerializerOptions options) => value.WriteTo(writer);
}
