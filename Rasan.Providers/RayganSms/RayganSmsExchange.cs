using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Rasan.Core.Messages;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.RayganSms;

/// <summary>A call that came to the front, and the vendor's ways of answering it.</summary>
internal sealed record RayganSmsExchange(HttpContext Context, FrontCaller Caller, IFrontBackend Backend)
{
    public const string Done = "عملیات با موفقیت انجام شد";

    public CancellationToken Ended => Context.RequestAborted;

    /// <summary>Null: the body can't be read.</summary>
    public async Task<T?> ReadAsync<T>(JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(Context.Request.Body, type, Ended);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The vendor writes numbers as its table says, as text, or as its samples show them.</summary>
    public IResult Answer<T>(T answer, JsonTypeInfo<T> type)
        where T : RayganSmsAnswer
    {
        if (!Backend.Has(FrontVariants.ResultText) || JsonSerializer.SerializeToNode(answer, type) is not JsonObject envelope) return TypedResults.Json(answer, type);
        envelope["Result"] = AsText(envelope["Result"]);
        return TypedResults.Text(envelope.ToJsonString(type.Options), "application/json");
    }

    /// <summary>Without an envelope.</summary>
    public static IResult Bare(string json) => TypedResults.Text(json, "application/json");

    public static IResult Refused(FrontRefusal why) => Refused(CodeOf(why));

    public static IResult Refused(int code, int status = StatusCodes.Status200OK) =>
        TypedResults.Json(new(code, RayganSmsCodes.Table.Text(RayganSmsCodes.OfError(code), "fa"), null), RayganSmsJson.Wire.RayganSmsWord, statusCode: status);

    public static int CodeOf(FrontRefusal why) => why switch
    {
        FrontRefusal.BadKey or FrontRefusal.AccountDisabled or FrontRefusal.AccountExpired => 2002,
        FrontRefusal.AddressNotAllowed => 2003,
        FrontRefusal.NoCredit => 3003,
        FrontRefusal.LineNotOwned => 2001,
        FrontRefusal.BadNumber or FrontRefusal.Blacklisted => 3004,
        FrontRefusal.TemplateMissing => 1004,
        _ => 5001,
    };

    public static string StatusOf(FrontMessage message) => message.State switch
    {
        FrontState.Sent => "8",
        FrontState.Delivered => "1",
        FrontState.Undelivered or FrontState.Expired => "2",
        FrontState.Failed or FrontState.Cancelled => "16",
        FrontState.Blocked => "27",
        _ => "0",
    };

    /// <summary>E.164; null: no number that can be written to.</summary>
    public static string? Mobile(string? text) => Recipient.TryParse(text, out var to) && (to.IsMobile || !to.IsIranian) ? to.E164 : null;

    public static string National(string e164) => Recipient.FromStored(e164).National;

    /// <summary>How the vendor names a group: a guid, and behind it the call.</summary>
    public static string GroupOf(long call)
    {
        Span<byte> bytes = stackalloc byte[16];
        GuidHead.CopyTo(bytes);
        BinaryPrimitives.WriteInt64BigEndian(bytes[8..], call);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    /// <summary>Null: not a group of ours.</summary>
    public static long? CallOf(string? group)
    {
        if (!Guid.TryParse(group, out var guid)) return null;
        Span<byte> bytes = stackalloc byte[16];
        guid.TryWriteBytes(bytes, bigEndian: true, out _);
        return bytes[..8].SequenceEqual(GuidHead) ? BinaryPrimitives.ReadInt64BigEndian(bytes[8..]) : null;
    }

    public static string Id(FrontMessage message) => message.Id.ToString(CultureInfo.InvariantCulture);

    private static ReadOnlySpan<byte> GuidHead => [0x97, 0x3c, 0x22, 0xde, 0x29, 0x2d, 0x44, 0x03];

    private static JsonNode? AsText(JsonNode? node) => node switch
    {
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, AsText(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(AsText)]),
        JsonValue value when value.GetValueKind() is JsonValueKind.Number => JsonValue.Create(value.ToJsonString()),
        _ => node?.DeepClone(),
    };
}
