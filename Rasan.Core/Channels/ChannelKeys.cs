namespace Rasan.Core.Channels;

/// <summary>The sending methods. Texts and calls are served today; the others are known words.</summary>
public static class ChannelKeys
{
    public const string Sms = "sms";

    /// <summary>The text is read out in a telephone call.</summary>
    public const string Voice = "voice";
    public const string Email = "email";
    public const string Push = "push";

    /// <summary>Those a message can go out on, in the order they are tried where nobody says another.</summary>
    public static readonly IReadOnlyList<string> Served = [Sms, Voice];
}
