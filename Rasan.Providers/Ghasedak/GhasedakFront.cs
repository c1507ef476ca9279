using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.Ghasedak;

/// <summary>Ghasedak's wire, server side: the web service of today and, beside it, the old API that programs still speak.</summary>
public sealed class GhasedakFront : IFront, IFrontPush
{
    public string Vendor => GhasedakProvider.ProviderKey;

    public void Map(IEndpointRouteBuilder routes, IFrontBackend backend)
    {
        var service = routes.MapGroup($"/{GhasedakMethods.Path}");
        void Post(string method, Func<GhasedakExchange, Task<IResult>> answer) => service.MapPost($"/{method}", context => AnswerAsync(context, backend, answer));
        void Get(string method, Func<GhasedakExchange, Task<IResult>> answer) => service.MapGet($"/{method}", context => AnswerAsync(context, backend, answer));

        Post(GhasedakMethods.SendSingle, GhasedakFrontSending.SingleAsync);
        Post(GhasedakMethods.SendBulk, GhasedakFrontSending.BulkAsync);
        Post(GhasedakMethods.SendPair, GhasedakFrontSending.PairsAsync);
        Post(GhasedakMethods.SendOtp, GhasedakFrontOtp.SendAsync);
        Post(GhasedakMethods.SendOtpWithParams, GhasedakFrontOtp.SendWithParamsAsync);
        Post(GhasedakMethods.SendOtpOld, GhasedakFrontOtp.SendWithParamsAsync);
        Get(GhasedakMethods.OtpParameters, GhasedakFrontOtp.ParametersAsync);
        Get(GhasedakMethods.Status, GhasedakFrontQuestions.StatusAsync);
        Get(GhasedakMethods.Account, GhasedakFrontQuestions.AccountAsync);
        Get(GhasedakMethods.Received, GhasedakFrontQuestions.ReceivedAsync);
        Get(GhasedakMethods.ReceivedPaging, GhasedakFrontQuestions.ReceivedPageAsync);

        GhasedakOldFront.Map(routes.MapGroup($"/{GhasedakMethods.OldPath}"), backend);
    }

    /// <summary>The vendor tells nothing of states by itself.</summary>
    public FrontPush? OfStatus(FrontMessage message, FrontPushTarget target) => null;

    public FrontPush? OfInbound(FrontInbound message, FrontPushTarget target) => new(
    [
        new("messageId", message.Id.ToString(CultureInfo.InvariantCulture)),
        new("from", GhasedakExchange.National(message.From)),
        new("to", message.Line),
        new("message", message.Text),
    ], []);

    private static async Task AnswerAsync(HttpContext context, IFrontBackend backend, Func<GhasedakExchange, Task<IResult>> answer)
    {
        var json = backend.Has(FrontVariants.Pascal) ? GhasedakJson.Pascal : GhasedakJson.Wire;
        var entry = backend.Enter(new(GhasedakProvider.ProviderKey, "", context.Request.Headers[GhasedakMethods.KeyHeader].ToString(), context.Connection.RemoteIpAddress));
        var result = entry switch
        {
            FrontEntry.Entered(var caller) => await answer(new(context, caller, backend, json)),
            FrontEntry.Refused(var why) => GhasedakExchange.Refused(json, GhasedakExchange.CodeOf(why)),
            _ => GhasedakExchange.Refused(json, 500),
        };
        await result.ExecuteAsync(context);
    }
}
