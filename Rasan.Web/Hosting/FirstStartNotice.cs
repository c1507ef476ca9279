using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Rasan.Core.Services;
using Rasan.Core.Storage;
using Rasan.Web.Cli;
using Rasan.Web.Hosting.Settings;

namespace Rasan.Web.Hosting;

/// <summary>Shows once what the first start made: on the terminal, or in a file of the owner's where nobody watches. Never through the log, which says only where.</summary>
internal sealed partial class FirstStartNotice(DataDirectory directory, IConfiguration configuration, IOptions<RasanOptions> options, ILogger<FirstStartNotice> log)
{
    public const string FileName = "first-start.txt";

    private const string Body = $$$"""{"phone":"09121234567","internal_template_key":"{{{FirstStart.TemplateKey}}}","params":{"token":"123456"}}""";

    private static readonly CliTexts Terminal = CliTexts.FromEnvironment();

    public void Show(FirstSecrets secrets)
    {
        var text = Write(secrets);
        if (!Console.IsOutputRedirected)
        {
            Console.Out.WriteLine(text);
            return;
        }

        var file = directory.File(FileName);
        DurableFile.Write(file, Encoding.UTF8.GetBytes(text), replace: true);
        LogWritten(file);
    }

    [LoggerMessage(5006, LogLevel.Information, "The first sign-in, a token and a ready-made call stand in {File}; only its owner may read it, delete it once it is read")]
    private partial void LogWritten(string file);

    private string Write(FirstSecrets secrets)
    {
        var address = Address();
        var notifications = $"{address}/api/v1/notifications";
        var bearer = $"-H 'Authorization: Bearer {secrets.Token}'";
        var send = $"curl -sS -X POST {notifications}/otp/send {bearer} -H 'Content-Type: application/json' -d '{Body}'";
        string[] lines =
        [
            "",
            Terminal["FirstStartAddress", address],
            secrets.MadePassword is { } made ? Terminal["FirstStartPassword", secrets.User, made] : Terminal["FirstStartGivenPassword", secrets.User],
            Terminal["FirstStartToken", secrets.Token],
            "",
            Terminal["FirstStartSend"],
            send,
            "",
            Terminal["FirstStartWatch"],
            $$"""id=$({{send}} | grep -o '[0-9a-f-]\{36\}'); sleep 3; curl -sS {{notifications}}/$id {{bearer}}""",
            "",
        ];
        return string.Join(Environment.NewLine, lines);
    }

    private string Address()
    {
        if (options.Value.PublicBaseUrl is { } address) return address.ToString().TrimEnd('/');
        var first = BindingAddress.Parse((configuration["Urls"] ?? "").Split(';')[0]);
        var host = first.Host is "*" or "+" or "0.0.0.0" or "[::]" ? "127.0.0.1" : first.Host;
        return string.Create(CultureInfo.InvariantCulture, $"{first.Scheme}://{host}:{first.Port}");
    }
}
