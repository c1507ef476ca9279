using Microsoft.AspNetCore.Http.HttpResults;
using Rasan.Core.Channels;
using Rasan.Core.Services;
using Rasan.Web.Api.Doors;
using Rasan.Web.Api.Problems;
using Rasan.Web.Api.Routing;

namespace Rasan.Web.Api;

/// <summary>Sending methods of the service.</summary>
internal static class ChannelsApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var channels = routes.MapGroup("").WithTags("Channels").RequireScope(Scopes.RoutingManage);
        channels.MapGet("/channels", List).WithName("ListChannels").WithSummary("Sending methods of the service, in order");
        channels.MapPut("/channels", SetAsync).WithName("SetChannels").WithSummary("Switch sending methods on and off, and say which is tried first");
    }

    private static Answered<ChannelsView> List(ApiRequest request, Catalogs catalogs) => Answers.Ok(ChannelsView.Of(catalogs.Current.Channels.Of(request.Caller.Service.Id)));

    private static async Task<Results<Answered<ChannelsView>, Problem>> SetAsync(Body<ChannelsRequest> body, SetChannels set, CancellationToken ct)
    {
        var check = new Check(body.Request.At);
        var channels = body.Value.Read(check);
        if (check.Faults is not null) return Problem.Invalid(check.Faults);
        return await set.RunAsync(body.Caller, channels, ct) switch
        {
            SetChannelsResult.Done(var places) => Answers.Ok(ChannelsView.Of(places)),
            SetChannelsResult.Refused(var faults) => Problem.Invalid(faults),
            _ => Problem.ForeignTenant(field: null),
        };
    }
}
