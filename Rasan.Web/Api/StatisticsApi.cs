using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Core.Statistics;
using Rasan.Web.Api.Doors;
using Rasan.Web.Api.Problems;

namespace Rasan.Web.Api;

/// <param name="Days">Every day of the range, the first one first.</param>
public sealed record DailyStatisticsView(IReadOnlyList<DayView> Days);

/// <summary>What became of the messages accepted on one day.</summary>
/// <param name="Day">In the service's zone.</param>
/// <param name="Count">All of them.</param>
/// <param name="Statuses">By <c>pending</c>, <c>sent</c> and <c>failed</c>.</param>
/// <param name="States">By exact state; states with none are left out.</param>
/// <param name="Segments">Billed parts.</param>
/// <param name="Cost">One amount per currency.</param>
public sealed record DayView(
    DateOnly Day, long Count, IReadOnlyDictionary<string, long> Statuses, IReadOnlyDictionary<string, long> States, long Segments, IReadOnlyList<MoneyView> Cost)
{
    private static readonly string[] Words = [StateWords.Pending, StateWords.Sent, StateWords.Failed];

    internal static DayView Of(DayStatistics day) => new(
        day.Day,
        day.States.Values.Sum(),
        Words.ToDictionary(word => word, word => day.States.Where(state => state.Key.OutsideWord == word).Sum(state => state.Value), StringComparer.Ordinal),
        day.States.OrderBy(state => state.Key).ToDictionary(state => state.Key.Word, state => state.Value, StringComparer.Ordinal),
        day.Segments,
        [.. day.Cost.Select(cost => MoneyView.Of(cost)!)]);
}

internal static class StatisticsApi
{
    private const int UsualDays = 7, MostDays = 366;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var statistics = routes.MapGroup("/stats").WithTags("Statistics").RequireScope(Scopes.Read);
        statistics.MapGet("/daily", DailyAsync).WithName("DailyStatistics").WithSummary("Counts by day");
        statistics.MapGet("/summary", SummaryAsync).WithName("Summary").WithSummary("Today and the last seven days at a glance");
    }

    /// <param name="from">First day, <c>yyyy-MM-dd</c> in the service's zone; six days before the last unless named.</param>
    /// <param name="until">Last day; today unless named.</param>
    private static async Task<Results<Answered<DailyStatisticsView>, Problem>> DailyAsync(
        string? from, string? until, ApiRequest request, Catalogs catalogs, DailyStatistics statistics, CancellationToken ct)
    {
        var check = new Check(request.At);
        var service = request.Caller.Service.Id;
        var last = DayOf("until", until, check) ?? DailyStatistics.DayOf(catalogs.Current.DayOf(service, request.At));
        var first = DayOf("from", from, check) ?? DateOnly.FromDayNumber(Math.Max(0, last.DayNumber + 1 - UsualDays));   // no day is before the first one
        if (first > last || last.DayNumber - first.DayNumber >= MostDays) check.Add("from", "bad_range", MostDays.ToString(CultureInfo.InvariantCulture));
        if (check.Faults is { } faults) return Problem.Invalid(faults);
        return await statistics.RunAsync(request.Caller, first, last, ct) is { } days
            ? Answers.Ok(new DailyStatisticsView([.. days.Select(DayView.Of)]))
            : Problem.ForeignTenant(field: null);
    }

    private static async Task<Results<Answered<SummaryView>, Problem>> SummaryAsync(ApiRequest request, ServiceBoard board, CancellationToken ct) =>
        await board.RunAsync(request.Caller, ct) is { } read ? Answers.Ok(SummaryView.Of(read)) : Problem.ForeignTenant(field: null);

    private static DateOnly? DayOf(string field, string? text, Check check)
    {
        if (string.IsNullOrEmpty(text)) return null;
        if (ApiTime.TryReadDay(text, out var day)) return day;
        check.Add(field, "bad_day", text);
        return null;
    }
}
