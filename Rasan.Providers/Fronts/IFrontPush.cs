namespace Rasan.Providers.Fronts;

/// <summary>A front whose vendor tells by itself what becomes of messages, or what came in: how the vendor says it. Sending is the business of what stands behind the front.</summary>
public interface IFrontPush
{
    /// <summary>What is told of a message's state; null: nothing.</summary>
    FrontPush? OfStatus(FrontMessage message, FrontPushTarget target);

    /// <summary>What is told of an inbound message; null: nothing.</summary>
    FrontPush? OfInbound(FrontInbound message, FrontPushTarget target);
}

/// <summary>Whom it is told.</summary>
/// <param name="User">The account's user name or id; empty where the vendor has a key alone.</param>
/// <param name="Secret">The account's key or token: some vendors sign with it.</param>
/// <param name="Address">Where to.</param>
public sealed record FrontPushTarget(string User, string Secret, Uri Address);

/// <summary>A form that is posted.</summary>
/// <param name="Form">Its fields, in order.</param>
/// <param name="Headers">Beside the usual ones.</param>
public sealed record FrontPush(IReadOnlyList<KeyValuePair<string, string>> Form, IReadOnlyList<KeyValuePair<string, string>> Headers);
