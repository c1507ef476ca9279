using Microsoft.AspNetCore.Components;
using Rasan.Core.Services;
using Rasan.Web.Api;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Frame;

/// <summary>The pages of a service, grouped; what the reader may not enter is not there.</summary>
public sealed partial class Sidebar(SimulatorOptions simulators) : ComponentBase
{
    private const string Simulators = nameof(Simulators);

    [Parameter, EditorRequired] public Caller? Service { get; set; }

    /// <summary>Path and query of the page.</summary>
    [Parameter, EditorRequired] public string Here { get; set; } = "";

    private IEnumerable<IGrouping<string, Entry>> Groups(Caller caller) =>
        All(caller.Service).Where(entry => caller.May(entry.Needs) && (entry.Name != Simulators || simulators.Enabled)).GroupBy(entry => entry.Group, StringComparer.Ordinal);

    private static Entry[] All(Service service) =>
    [
        new("Overview", "Board", "board", Addresses.Board(service), Permissions.SeeStatistics),
        new("Messaging", "Send", "send", Addresses.Send(service), Permissions.Send),
        new("Messaging", "Messages", "messages", Addresses.Messages(service), Permissions.SeeMessages),
        new("SetUp", "Accounts", "accounts", Addresses.Accounts(service), Permissions.SeeAccounts),
        new("SetUp", "Routing", "route", Addresses.Routing(service), Permissions.SeeAccounts),
        new("SetUp", Simulators, "simulator", Addresses.Simulators(service), Permissions.SeeSystem),
        new("Logs", "Operations", "log", Addresses.Operations(service), Permissions.SeeLogs),
        new("Logs", "ApiCalls", "api", Addresses.ApiCalls(service), Permissions.SeeLogs),
        new("Help", "Guide", "help", Addresses.Guide(service), Permissions.SeeMessages),
    ];

    private bool IsHere(string address, Caller caller)
    {
        var path = Here.Split(['?', '#'], 2)[0].TrimEnd('/');
        return path == address || (address != Addresses.Board(caller.Service) && path.StartsWith(address + "/", StringComparison.Ordinal));
    }

    private sealed record Entry(string Group, string Name, string Icon, string Address, Permissions Needs);
}
