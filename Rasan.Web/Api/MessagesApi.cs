using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Web.Api.Doors;
using Rasan.Web.Api.Messages;
using Rasan.Web.Api.Problems;

namespace Rasan.Web.Api;

/// <summary>Messages: send, list, look at, cancel, send again.</summary>
internal static class MessagesApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var messages = routes.MapGroup("").WithTags("Messages");
        messages.MapPost("/messages", SendAsync).RequireScope(Scopes.Send).WithName("SendMessages").WithSummary("Send a text or a template to one or many");
        messages.MapGet("/messages", ListAsync).RequireScope(Scopes.Read).WithName("ListMessages").WithSummary("List messages, newest first");
        messages.MapGet("/messages/{id}", FindAsync).RequireScope(Scopes.Read).WithName("FindMessage").WithSummary("One message with its attempts and reports");
        messages.MapPost("/messages/{id}/cancel", CancelAsync).RequireScope(Scopes.Send).WithName("CancelMessage").WithSummary("Cancel a message that has not been handed over");
        messages.MapPost("/messages/{id}/resend", ResendAsync).RequireScope(Scopes.Send).WithName("ResendMessage").WithSummary("Send a message again that did not arrive");
        messages.MapPost("/messages/status", StatesAsync).RequireScope(Scopes.Read).WithName("FindStates").WithSummary("The states of many messages");
    }

    private static async Task<Results<TakenOn<MessagesReceipt>, Answered<DryRunView>, Problem>> SendAsync(
        Body<SendMessagesRequest> body, Catalogs catalogs, SendMessage send, KeptAnswers kept)
    {
        var check = new Check(body.Request.At);
        IdempotencyGuard<SendReceipt>? Guard(IReadOnlyList<RejectedView> refused) =>
            body.Guard(StatusCodes.Status202Accepted, receipt => MessagesReceipt.Write(receipt, refused), body.Value.DryRun);
        var order = body.Value.ToOrder(body.Request, catalogs.Current, Guard, check, out var rejected);
        var result = order is null
            ? await kept.FindAsync(body.Caller, body.Value.TenantId, Guard(rejected)) ?? new SendResult.Invalid(check.Faults!)
            : await send.RunAsync(order, CancellationToken.None);
        return result switch
        {
            SendResult.Accepted(var receipt) => new TakenOn<MessagesReceipt>(MessagesReceipt.Write(receipt, rejected)),
            SendResult.Replayed(var status, var bytes) => new TakenOn<MessagesReceipt>(bytes, status, replayed: true),
            SendResult.DryRun(var forecast) => Answers.Ok(DryRunView.Of(forecast)),
            var refusal => Problem.Of(refusal),
        };
    }

    private static async Task<Results<Answered<MessagePageView>, Problem>> ListAsync(ApiRequest request, Catalogs catalogs, ListMessages list, CancellationToken ct)
    {
        var check = new Check(request.At);
        var catalog = catalogs.Current;
        if (MessagesQuery.Read(request, catalog, check) is not { } query) return Problem.Invalid(check.Faults!);
        var page = await list.RunAsync(request.Caller, query.Filter, query.After, query.Limit, ct);
        return Answers.Ok(new MessagePageView(
            [.. page.Messages.Select(message => MessageView.Of(message, catalog))], page.Next?.ToString(), page.SearchedUntil?.UtcDateTime));
    }

    private static async Task<Results<Answered<MessageView>, Problem>> FindAsync(string id, ApiRequest request, Catalogs catalogs, FindMessage find, CancellationToken ct) =>
        TrackingId.TryParse(id, out var trackingId) && await find.RunAsync(request.Caller, trackingId, ct) is { } history
            ? Answers.Ok(MessageView.Of(history, catalogs.Current, request.Words))
            : Problem.NotFound();

    private static async Task<Results<Answered<StateView>, Problem>> CancelAsync(string id, ApiRequest request, CancelMessage cancel)
    {
        if (!TrackingId.TryParse(id, out var trackingId)) return Problem.NotFound();
        return await cancel.RunAsync(request.Caller, trackingId, CancellationToken.None) switch
        {
            CancelResult.Cancelled(var state) => Answers.Ok(new StateView(trackingId.Value, state.Word)),
            CancelResult.TooLate(var state) => Problem.Conflict("too_late", state),
            CancelResult.NotFound => Problem.NotFound(),
            CancelResult.Unavailable(var fault) => Problem.Unavailable(fault),
            _ => throw new UnreachableException(),
        };
    }

    private static async Task<Results<TakenOn<ResendReceipt>, Problem>> ResendAsync(string id, ApiRequest request, ResendMessage resend)
    {
        if (!TrackingId.TryParse(id, out var trackingId)) return Problem.NotFound();
        if (request.ReadIdempotencyKey() is { } badKey) return badKey;
        byte[] Receipt(TrackingId newId) => JsonSerializer.SerializeToUtf8Bytes(new ResendReceipt(newId.Value, trackingId.Value, "accepted"), ApiJson.Default.ResendReceipt);
        var guard = request.GuardOfPath(StatusCodes.Status202Accepted, receipt => Receipt(receipt.Items[0].Id));
        return await resend.RunAsync(request.Caller, trackingId, guard, CancellationToken.None) switch
        {
            ResendResult.Accepted(var newId) => new TakenOn<ResendReceipt>(Receipt(newId)),
            ResendResult.Replayed(var status, var bytes) => new TakenOn<ResendReceipt>(bytes, status, replayed: true),
            ResendResult.Conflict => Problem.IdempotencyConflict(),
            ResendResult.NotAllowed(var state) => Problem.Conflict("not_resendable", state),
            ResendResult.Wiped => Problem.Conflict("text_wiped"),
            ResendResult.Uncertain => Problem.Conflict("outcome_uncertain"),
            ResendResult.Invalid(var faults) => Problem.Invalid(faults),
            ResendResult.NotFound => Problem.NotFound(),
            ResendResult.Unavailable(var fault) => Problem.Unavailable(fault),
            _ => throw new UnreachableException(),
        };
    }

    private static async Task<Results<Answered<StatesView>, Problem>> StatesAsync(Body<StatesRequest> body, FindStates states, CancellationToken ct)
    {
        var check = new Check(body.Request.At);
        return body.Value.Read(check) is { } ids
            ? Answers.Ok(StatesView.Of(body.Value.Ids!, await states.RunAsync(body.Caller, ids, ct)))
            : Problem.Invalid(check.Faults!);
    }
}
