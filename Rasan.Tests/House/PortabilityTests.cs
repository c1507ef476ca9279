namespace Rasan.Tests.House;

public sealed class PortabilityTests
{
    [Fact]
    public void No_file_names_a_folder_of_one_machine_or_holds_a_secret() =>
        Guard.FindsNothing(Portability.Faults(Repository.Files(".cs", ".razor", ".resx", ".csproj", ".props", ".targets", ".json", ".md", ".js", ".css", "run")
            .Where(file => file.Name != "PortabilityTests.cs")));

    [Theory]
    [InlineData("cd /home/sara/rasan")]
    [InlineData("\"path\": \"/root/data\"")]
    [InlineData(@"var data = ""C:\\Users\\sara"";")]
    [InlineData("Authorization: Bearer rsn_0123456789012345678901234567890123456789012")]
    public void One_that_does_is_seen(string line) => Assert.Single(Portability.Faults([new("a.md", line)]));

    [Theory]
    [InlineData("GET /api/v1/users/home")]
    [InlineData("Authorization: Bearer rsn_…")]
    [InlineData("/var/lib/rasan")]
    public void An_address_or_a_usual_place_is_not(string line) => Assert.Empty(Portability.Faults([new("a.md", line)]));
}
