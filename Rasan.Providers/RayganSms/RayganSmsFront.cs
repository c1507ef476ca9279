using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Rasan.Providers.Fronts;

namespace Rasan.Providers.RayganSms;

/// <summary>RayganSMS's wire, server side: all of it POST, faults in the envelope and not in the HTTP status.</summary>
public sealed class RayganSmsFront : IFront
{
    public string Vendor => RayganSmsProvider.ProviderKey;

    public void Map(IEndpointRouteBuilder routes, IFrontBackend backend)
    {
        var api = routes.MapGroup($"/{RayganSmsMethods.Path}");
        void Post(string method, Func<RayganSmsExchange, Task<IResult>> answer) => api.MapPost($"/{method}", context => AnswerAsync(context, backend, answer));

        Post(RayganSmsMethods.Send, RayganSmsFrontSending.SendAsync);
        Post(RayganSmsMethods.SendCorresponding, exchange => RayganSmsFrontSending.CorrespondingAsync(exchange, toPort: false));
        Post(RayganSmsMethods.SendToPort, exchange => RayganSmsFrontSending.CorrespondingAsync(exchange, toPort: true));
        Post(RayganSmsMethods.SendAutoCode, RayganSmsFrontOtp.AutoCodeAsync);
        Post(RayganSmsMethods.CheckSendCode, RayganSmsFrontOtp.CheckAsync);
        Post(RayganSmsMethods.SendCode, RayganSmsFrontOtp.OwnCodeAsync);
        Post(RayganSmsMethods.GroupStatus, RayganSmsFrontQuestions.GroupAsync);
        Post(RayganSmsMethods.CorrespondingStatus, RayganSmsFrontQuestions.MessagesAsync);
        Post(RayganSmsMethods.GroupId, RayganSmsFrontQuestions.GroupIdAsync);
        Post(RayganSmsMethods.Receive, RayganSmsFrontQuestions.ReceiveAsync);
        Post(RayganSmsMethods.Credit, RayganSmsFrontQuestions.CreditAsync);
        Post(RayganSmsMethods.Prices, RayganSmsFrontQuestions.PricesAsync);
        Post(RayganSmsMethods.WhiteList, RayganSmsFrontQuestions.WhiteListAsync);
    }

    private static async Task AnswerAsync(HttpContext context, IFrontBackend backend, Func<RayganSmsExchange, Task<IResult>> answer)
    {
        var result = backend.Enter(Credentials(context)) switch
        {
            FrontEntry.Entered(var caller) => await answer(new(context, caller, backend)),
            FrontEntry.Refused(FrontRefusal.BadKey) => RayganSmsExchange.Refused(RayganSmsExchange.CodeOf(FrontRefusal.BadKey), StatusCodes.Status401Unauthorized),
            FrontEntry.Refused(var why) => RayganSmsExchange.Refused(RayganSmsExchange.CodeOf(why)),
            _ => RayganSmsExchange.Refused(5001),
        };
        await result.ExecuteAsync(context);
    }

    private static FrontCredentials Credentials(HttpContext context)
    {
        var (user, password) = ("", "");
        if (AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization.ToString(), out var header) && header is { Scheme: "Basic", Parameter: { } encoded })
        {
            var bytes = new byte[encoded.Length];
            if (Convert.TryFromBase64String(encoded, bytes, out var length) && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var name, var secret]) (user, password) = (name, secret);
        }
        return new(RayganSmsProvider.ProviderKey, user, password, context.Connection.RemoteIpAddress);
    }
}
