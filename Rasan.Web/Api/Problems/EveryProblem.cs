using Rasan.Core.Storage;

namespace Rasan.Web.Api.Problems;

/// <summary>Every problem there is, with its status: for whoever must prepare for them.</summary>
internal static class EveryProblem
{
    public static readonly IReadOnlyList<(int Status, string Code)> Codes =
    [
        .. new[]
        {
            Problem.Malformed(""), Problem.Unauthorized(), Problem.DeadToken(), Problem.MissingScope(""), Problem.AddressNotAllowed(address: null), Problem.ForeignTenant(field: null), Problem.SystemOwned(), Problem.NotFound(),
            Problem.MethodNotAllowed([]), Problem.BodyTimeout(), Problem.IdempotencyConflict(), Problem.Conflict("too_late"), Problem.Conflict("not_resendable"), Problem.Conflict("text_wiped"), Problem.Conflict("route_exists"), Problem.Conflict("intent_exists"),
            Problem.Conflict("outcome_uncertain"), Problem.Conflict("account_in_use"), Problem.Conflict("account_has_open_messages"), Problem.Conflict("line_in_use"), Problem.Conflict("lines_not_listed"),
            Problem.SharedAccount(), Problem.Unanswered("-"), Problem.BodyTooLarge(), Problem.UnsupportedMediaType(), Problem.Invalid([new("", ""), new("", "-")]), Problem.Refused("no_channel", field: null, value: null),
            Problem.RateLimited(TimeSpan.Zero, 0), Problem.Internal(), Problem.Unavailable(StorageFault.None), Problem.Unavailable(StorageFault.Locked), Problem.Unavailable(StorageFault.Full),
            Problem.Unavailable(StorageFault.ReadOnly), Problem.Unavailable(StorageFault.Damaged),
        }.Select(problem => (problem.Status, problem.Code)),
    ];

    /// <summary>Wrong values: the code of the whole where nothing else is wrong, always with 422.</summary>
    public static readonly IReadOnlyList<(int Status, string Code)> Values =
    [
        .. ApiTexts.FaultCodes.Except(["malformed_json", "wrong_type"], StringComparer.Ordinal).Except(Codes.Select(problem => problem.Code), StringComparer.Ordinal)
            .Select(code => (Problem.Invalid([new("", code)]).Status, code)),
    ];
}
