using Microsoft.AspNetCore.Http.HttpResults;
using Rasan.Core.Services;
using Rasan.Core.Templates;
using Rasan.Web.Api.Doors;
using Rasan.Web.Api.Problems;
using Rasan.Web.Api.Templates;

namespace Rasan.Web.Api;

/// <summary>A service's templates: by which patterns of the providers' they go out.</summary>
internal static class TemplatesApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var template = routes.MapGroup("/templates/{key}").WithTags("Templates").RequireScope(Scopes.Templates);
        template.MapGet("/bindings", List).WithName("ListBindings").WithSummary("At which accounts a template goes out by a pattern of the provider's");
        template.MapPut("/bindings/{account:long}", BindAsync).WithName("BindTemplate").WithSummary("Bind a template to a pattern at an account");
        template.MapDelete("/bindings/{account:long}", UnbindAsync).WithName("UnbindTemplate").WithSummary("Send a template as a text at an account again; answers with what is left");
    }

    private static Results<Answered<BindingListView>, Problem> List(ApiRequest request, string key, ListBindings list) =>
        list.Run(request.Caller, key) is { } bindings ? Answers.Ok(BindingListView.Of(key, bindings)) : Problem.NotFound();

    private static async Task<Results<Answered<BindingView>, Problem>> BindAsync(Body<BindingRequest> body, string key, long account, BindTemplate bind, CancellationToken ct)
    {
        var check = new Check(body.Request.At);
        if (body.Value.ToOrder(body.Request, key, account, check) is not { } order) return Problem.Invalid(check.Faults!);
        return await bind.RunAsync(order, ct) switch
        {
            BindTemplateResult.Done(var bound) => Answers.Ok(BindingView.Of(bound)),
            BindTemplateResult.Refused(var faults) => Problem.Invalid(faults),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private static async Task<Results<Answered<BindingListView>, Problem>> UnbindAsync(ApiRequest request, string key, long account, UnbindTemplate unbind, ListBindings list, CancellationToken ct) =>
        await unbind.RunAsync(request.Caller, key, account, ct) && list.Run(request.Caller, key) is { } left ? Answers.Ok(BindingListView.Of(key, left)) : Problem.NotFound();
}
