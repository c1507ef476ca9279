using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Web.Api.Doors;
using Rasan.Web.Api.Notifications;
using Rasan.Web.Api.Problems;

namespace Rasan.Web.Api;

/// <summary>The notification API, field by field as its clients know it.</summary>
internal static class NotificationsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var notifications = routes.MapGroup("/notifications").WithTags("Notifications");
        notifications.MapPost("/otp/send", SendOtpAsync).RequireScope(Scopes.Send).WithName("SendOtp").WithSummary("Send a one-time code");
        notifications.MapPost("/send", SendAsync).RequireScope(Scopes.Send).WithName("SendNotification").WithSummary("Send a notification");
        notifications.MapGet("/{tracking_id}", FindAsync).RequireScope(Scopes.Read).WithName("FindNotification").WithSummary("What became of a notification");
    }

    private static async Task<Results<TakenOn<NotificationReceipt>, Answered<DryRunView>, Problem>> SendOtpAsync(Body<SendOtpRequest> body, SendMessage send, KeptAnswers kept)
    {
        var check = new Check(body.Request.At);
        var guard = body.Guard(StatusCodes.Status202Accepted, NotificationReceipt.Write, body.Value.Options?.DryRun);
        return Answer(body.Value.ToOrder(body.Request, guard, check) is { } order
            ? await send.RunAsync(order, CancellationToken.None)
            : await kept.FindAsync(body.Caller, body.Value.TenantId, guard) ?? new SendResult.Invalid(check.Faults!));
    }

    private static async Task<Results<TakenOn<NotificationReceipt>, Answered<DryRunView>, Problem>> SendAsync(
        Body<SendNotificationRequest> body, Catalogs catalogs, SendMessage send, KeptAnswers kept)
    {
        var check = new Check(body.Request.At);
        var guard = body.Guard(StatusCodes.Status202Accepted, NotificationReceipt.Write, body.Value.Options?.DryRun);
        return Answer(body.Value.ToOrder(body.Request, catalogs.Current, guard, check) is { } order
            ? await send.RunAsync(order, CancellationToken.None)
            : await kept.FindAsync(body.Caller, body.Value.Recipient?.TenantId, guard) ?? new SendResult.Invalid(check.Faults!));
    }

    private static async Task<Results<Answered<NotificationView>, Problem>> FindAsync(
        [FromRoute(Name = "tracking_id")] string trackingId, ApiRequest request, FindMessage find, Catalogs catalogs, CancellationToken ct) =>
        TrackingId.TryParse(trackingId, out var id) && await find.RunAsync(request.Caller, id, ct) is { } history
            ? Answers.Ok(NotificationView.Of(history, catalogs.Current, request.Words))
            : Problem.NotFound();

    // A disconnected client takes nothing back: the order was read, and its message is taken on.
    private static Results<TakenOn<NotificationReceipt>, Answered<DryRunView>, Problem> Answer(SendResult result) => result switch
    {
        SendResult.Accepted(var receipt) => new TakenOn<NotificationReceipt>(NotificationReceipt.Write(receipt)),
        SendResult.Replayed(var status, var bytes) => new TakenOn<NotificationReceipt>(bytes, status, replayed: true),
        SendResult.DryRun(var forecast) => Answers.Ok(DryRunView.Of(forecast)),
        _ => Problem.Of(result),
    };
}
