using System.Globalization;
using Rasan.Core.Services;

namespace Rasan.Core.Messages;

/// <summary>Who a message is for, as callers write it: a number, or <c>user:ID</c> for a person who belongs to the service.</summary>
public static class Addressee
{
    public const string UserPrefix = "user:";
    public const string BadNumber = "bad_number";
    public const string UnknownUser = "unknown_user";

    /// <summary>The person is known, and has no number.</summary>
    public const string NoChannel = "no_channel";

    /// <returns>Null when found, else why not.</returns>
    public static string? Find(string text, Catalog catalog, long serviceId, out Recipient to)
    {
        to = default;
        if (!text.StartsWith(UserPrefix, StringComparison.Ordinal)) return Recipient.TryParse(text, out to) ? null : BadNumber;
        return long.TryParse(Digits.Fold(text[UserPrefix.Length..]), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? FindUser(id, catalog, serviceId, out to)
            : UnknownUser;
    }

    /// <inheritdoc cref="Find"/>
    public static string? FindUser(long id, Catalog catalog, long serviceId, out Recipient to)
    {
        to = default;
        if (!catalog.Phones.TryGetValue((serviceId, id), out var phone)) return UnknownUser;
        return Recipient.TryParse(phone, out to) ? null : NoChannel;
    }
}
