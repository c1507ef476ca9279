namespace Rasan.Tests.House;

public sealed class ShapeTests
{
    [Fact]
    public void A_file_fits_in_three_hundred_lines() => Guard.FindsNothing(Shape.TooLong(Repository.Files(".cs", ".razor")));

    [Fact]
    public void A_name_says_what_the_thing_is() => Guard.FindsNothing(Shape.EmptyNames(Repository.Files(".cs", ".razor", ".csproj")));

    [Fact]
    public void Nothing_is_left_undone_or_swallowed() => Guard.FindsNothing(Shape.Undone(Repository.Files(".cs", ".razor").Where(file => !file.IsIn("Rasan.Tests"))));

    [Fact]
    public void An_event_of_the_log_has_a_number_of_its_own() => Guard.FindsNothing(Shape.RepeatedEvents(Repository.Files(".cs").Where(file => !file.IsIn("Rasan.Tests"))));

    [Fact]
    public void A_repeated_number_of_an_event_is_seen() =>
        Assert.Single(Shape.RepeatedEvents([new("a/One.cs", "[LoggerMessage(1, A)] [LoggerMessage(2, A)]"), new("a/Two.cs", "[LoggerMessage(1, B)]")]));

    [Fact]
    public void A_file_too_long_is_seen_and_a_scaffolded_one_is_let_pass()
    {
        var tooLong = string.Concat(Enumerable.Repeat("line\n", Shape.MostLines + 1));
        var faults = Shape.TooLong([new("a/Long.cs", tooLong), new("a/Fits.cs", tooLong[5..]), new("a/Migrations/1_Initial.cs", tooLong)]);
        Assert.StartsWith("a/Long.cs", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Rasan.Core/Helpers/Text.cs", "")]
    [InlineData("Rasan.Util/Rasan.Util.csproj", "")]
    [InlineData("Rasan.Core/Messages/Text.cs", "internal static class TextUtils;")]
    [InlineData("Rasan.Core/Messages/Text.cs", "public sealed class SendService(Ledger ledger);")]
    [InlineData("Rasan.Core/Messages/AccountManager.cs", "")]
    public void An_empty_name_is_seen(string path, string text) => Assert.NotEmpty(Shape.EmptyNames([new(path, text)]));

    [Fact]
    public void A_service_is_a_client_of_the_centre_and_keeps_its_name() =>
        Assert.Empty(Shape.EmptyNames([new("Rasan.Core/Services/Service.cs", "public sealed class Service : ICataloged;")]));

    [Theory]
    [InlineData("// TO" + "DO: later")]
    [InlineData("throw new NotImplementedException();")]
    [InlineData("catch (IOException) { }")]
    [InlineData("var answer = AskAsync().GetAwaiter().GetResult();")]
    [InlineData("private async void Fire()")]
    [InlineData("using var client = new HttpClient();")]
    public void Undone_work_is_seen(string line) => Assert.Single(Shape.Undone([new("a/File.cs", "first\n" + line)]));
}
