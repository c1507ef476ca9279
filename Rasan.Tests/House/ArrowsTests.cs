using Rasan.Core.Storage;
using Rasan.Providers.Sandbox;

namespace Rasan.Tests.House;

public sealed class ArrowsTests
{
    [Fact]
    public void The_sources_of_a_room_name_nothing_it_must_not_know() => Guard.FindsNothing(Arrows.Faults(Repository.Files(".cs")));

    [Fact]
    public void The_built_rooms_reference_nothing_they_must_not_know() =>
        Guard.FindsNothing(Arrows.Faults(typeof(RasanDb).Assembly).Concat(Arrows.Faults(typeof(SandboxProvider).Assembly)));

    [Fact]
    public void Core_has_no_framework_reference_and_no_project_under_it() =>
        Assert.DoesNotMatch("FrameworkReference|ProjectReference", Assert.Single(Repository.Files("Rasan.Core.csproj")).Text);

    [Theory]
    [InlineData("Rasan.Core/Messages/Bad.cs", "using Microsoft.AspNetCore.Http;")]
    [InlineData("Rasan.Core/Messages/Bad.cs", "var page = new Radzen.Blazor.RadzenButton();")]
    [InlineData("Rasan.Core/Messages/Bad.cs", "using Microsoft.AspNetCore.Identity.UI.Services;")]
    [InlineData("Rasan.Core/Messages/Bad.cs", "using Rasan.Providers.Sandbox;")]
    [InlineData("Rasan.Core/Messages/Bad.cs", "using Quartz.Impl;")]
    [InlineData("Rasan.Providers/Acme/Bad.cs", "using Rasan.Web.Api;")]
    [InlineData("Rasan.Providers/Acme/Bad.cs", "using Microsoft.EntityFrameworkCore;")]
    public void A_forbidden_name_is_seen(string path, string line) => Assert.Single(Arrows.Faults([new SourceFile(path, line)]));

    [Theory]
    [InlineData("Rasan.Core/Users/User.cs", "using Microsoft.AspNetCore.Identity;")]
    [InlineData("Rasan.Core/Storage/RasanDb.cs", "using Microsoft.AspNetCore.Identity.EntityFrameworkCore;")]
    [InlineData("Rasan.Core/Storage/RasanDb.cs", "// Microsoft.AspNetCore.Http is for the doors")]
    [InlineData("Rasan.Web/Api/Good.cs", "using Microsoft.AspNetCore.Http;")]
    public void An_allowed_name_is_not(string path, string line) => Assert.Empty(Arrows.Faults([new SourceFile(path, line)]));

    [Fact]
    public void A_forbidden_reference_is_seen() =>
        Assert.Equal(
            ["Rasan.Core references Microsoft.AspNetCore.Http.Abstractions", "Rasan.Core references Quartz"],
            Arrows.Faults("Rasan.Core", ["Microsoft.AspNetCore.Http.Abstractions", "Microsoft.AspNetCore.Identity.EntityFrameworkCore", "Quartz", "System.Runtime"]));
}
