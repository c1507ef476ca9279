namespace Rasan.Core.Channels;

/// <summary>The sending methods. Only sms is served today; the others are known words.</summary>
public static class ChannelKeys
{
    public const string Sms = "sms";
    public const string Email = "email";
    public const string Push = "push";
}
