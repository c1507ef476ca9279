using Rasan.Web.Cli;

namespace Rasan.Tests.Cli;

public sealed class CommandParserTests
{
    private static readonly IReadOnlyList<Command> Commands =
    [
        new("token create", [], [new("service", "KEY") { IsRequired = true }, new("name", "NAME")], (_, _) => Task.FromResult(0)),
        new("token revoke", ["ID"], [], (_, _) => Task.FromResult(0)),
        new("doctor", [], [new("quick")], (_, _) => Task.FromResult(0)),
    ];

    [Theory]
    [InlineData("token create --service shop --name=a=b", "token create", "service=shop,name=a=b")]
    [InlineData("--service=shop token --lang fa create", "token create", "service=shop,lang=fa")]
    [InlineData("token revoke 7", "token revoke", "")]
    [InlineData("doctor --quick", "doctor", "quick=")]
    public void A_line_is_read_in_any_order(string line, string command, string options)
    {
        var parsed = CommandParser.Parse(line.Split(' '), Commands);
        Assert.Null(parsed.Refusal);
        Assert.Equal((command, options), (parsed.Command!.Name, string.Join(',', parsed.Options.Select(option => $"{option.Key}={option.Value}"))));
    }

    [Theory]
    [InlineData("tokens", "UnknownCommand", "tokens")]
    [InlineData("token destroy", "UnknownCommand", "token destroy")]
    [InlineData("token create", "MissingOption", "--service")]
    [InlineData("token create --service", "OptionNeedsValue", "--service")]
    [InlineData("token create --service shop --colour red", "UnknownOption", "--colour")]
    [InlineData("token revoke 1 --quick", "UnknownOption", "--quick")]
    [InlineData("token revoke", "MissingArgument", "ID")]
    [InlineData("token revoke 1 2", "TooManyArguments", "2")]
    [InlineData("-x", "UnknownOption", "-x")]
    [InlineData("--bakcup", "UnknownOption", "--bakcup")]
    [InlineData("doctor --lang fr", "BadValue", "--lang")]
    public void A_line_that_cannot_be_read_names_the_word(string line, string text, string word)
    {
        var parsed = CommandParser.Parse(line.Split(' '), Commands);
        Assert.Equal((text, word, 64), (parsed.Refusal?.Text, parsed.Refusal?.Values[0], parsed.Refusal?.Code));
    }

    [Theory]
    [InlineData("help")]
    [InlineData("--help")]
    [InlineData("-h")]
    [InlineData("token revoke --help")]
    public void Help_is_given_before_anything_is_missed(string line)
    {
        var parsed = CommandParser.Parse(line.Split(' '), Commands);
        Assert.True(parsed.WantsHelp);
        Assert.Null(parsed.Refusal);
    }

    [Theory]
    [InlineData(true, "token", "list")]
    [InlineData(true, "--help")]
    [InlineData(true, "-x")]
    [InlineData(true, "--bakcup")]
    [InlineData(false)]
    [InlineData(false, "--Rasan=", "--Rasan:DataDirectory=/data")]
    [InlineData(false, "--environment=Development")]
    [InlineData(false, "--allowedhosts", "example.org")]
    [InlineData(false, "--urls", "http://127.0.0.1:1")]
    [InlineData(false, "--Rasan:DataDirectory=/data")]
    public void Without_a_command_the_program_is_the_server(bool isCommand, params string[] line) => Assert.Equal(isCommand, CommandLine.IsMeant(line));
}
