using System.Reflection;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components;
using Rasan.Core.Services;
using Rasan.Web.Panel.Reading;

namespace Rasan.Tests.House;

/// <summary>Every page the panel has, found in the program itself: a new one is walked, looked at and guarded from the day it is there.</summary>
internal static class PanelPages
{
    public static IReadOnlyList<(string Template, Type Page)> All { get; } =
    [
        .. typeof(Rasan.Web.Panel.App).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes<RouteAttribute>(inherit: false).Select(route => (route.Template, type)))
            .OrderBy(page => page.Template, StringComparer.Ordinal),
    ];

    public static bool IsOpenToAll(Type page) => page.GetCustomAttribute<AllowAnonymousAttribute>() is not null;

    /// <summary>A system administrator's alone.</summary>
    public static bool IsTheSystems(Type page) => page.GetCustomAttribute<NeedsAttribute>()?.Permissions.HasFlag(Permissions.SeeSystem) == true;

    /// <summary>The address of a page or endpoint in a service, every place of its template filled.</summary>
    public static string Fill(string template, IReadOnlyDictionary<string, string> places)
    {
        var parts = template.Split('/');
        for (var i = 0; i < parts.Length; i++)
        {
            if (parts[i] is not ['{', .. var inner, '}']) continue;
            var name = inner.TrimStart('*').Split(':', '?', '=')[0];
            parts[i] = places.TryGetValue(name, out var value) ? value : throw new InvalidOperationException($"{template}: say what to put for {{{name}}}");
        }

        return "/" + string.Join('/', parts).TrimStart('/');
    }
}
