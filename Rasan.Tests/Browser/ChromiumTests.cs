namespace Rasan.Tests.Browser;

public sealed class ChromiumTests
{
    [Fact]
    public void The_one_named_by_the_environment_comes_first() =>
        Assert.Equal("/opt/my-chromium", Chromium.Find(name => name == "CHROMIUM_PATH" ? "/opt/my-chromium" : "/usr/bin", _ => true));

    [Fact]
    public void The_usual_names_are_looked_for_in_every_folder_of_the_path() =>
        Assert.Equal(
            Path.Combine("/b", "google-chrome"),
            Chromium.Find(name => name == "PATH" ? string.Join(Path.PathSeparator, "/a", "/b") : null, file => file == Path.Combine("/b", "google-chrome")));

    [Fact]
    public void A_wrong_path_in_the_environment_is_said_and_not_passed_over()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => Chromium.Find(name => name == "CHROMIUM_PATH" ? "/gone" : "/usr/bin", file => file != "/gone"));
        Assert.Contains("/gone", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_there_is_none_nothing_is_found() => Assert.Null(Chromium.Find(name => name == "PATH" ? "/usr/bin" : null, _ => false));
}
