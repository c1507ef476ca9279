using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Rasan.Tests.House;
using Rasan.Web.Hosting.Settings;

namespace Rasan.Tests.Hosting;

public sealed class SettingsTests
{
    [Fact]
    public void The_settings_file_of_the_repository_is_good_and_has_no_key_that_nothing_reads()
    {
        var check = new SettingsCheck(new ConfigurationBuilder().AddJsonFile(Path.Combine(Repository.Root, "appsettings.json")).Build());
        Assert.Empty(check.Faults);
        Assert.Empty(check.Unknown);
    }

    [Theory]
    [InlineData("Rasan:Bootstrap:Token", "0123456789abcdef0123456789abcde", "SettingWrongLength")]
    [InlineData("Rasan:Bootstrap:Token", "0123456789abcdef 0123456789abcdef", SettingsFault.NotAToken)]
    [InlineData("Rasan:Bootstrap:AdminPassword", "short", "SettingWrongLength")]
    [InlineData("Rasan:PublicBaseUrl", "sms.example.org", SettingsFault.NotAnAddress)]
    [InlineData("Rasan:Languages:0", "de", SettingsFault.UnknownLanguage)]
    [InlineData("Rasan:TrustedProxies:0", "proxy.example.org", SettingsFault.NotAProxy)]
    [InlineData("Rasan:TrustedProxies:0", "10.0.0.0/33", SettingsFault.NotAProxy)]
    [InlineData("Rasan:Storage:MaxMegabytes", "1.5", "SettingNotANumber")]
    [InlineData("Rasan:Storage:MaxMegabytes", "0", "SettingOutOfRange")]
    [InlineData("Rasan:Dispatch:Enabled", "on", "SettingNotTrueOrFalse")]
    [InlineData("Urls", "8080", SettingsFault.NotListenable)]
    [InlineData("Urls", "http://127.0.0.1:80x", SettingsFault.NotListenable)]
    [InlineData("Urls", "http://127.0.0.256:5811", SettingsFault.NotListenable)]
    [InlineData("Urls", "http://127.1:5811", SettingsFault.NotListenable)]
    [InlineData("Urls", "http://[::1:5811", SettingsFault.NotListenable)]
    [InlineData("Urls", "http://exa mple.org:5811", SettingsFault.NotListenable)]
    [InlineData("Urls", "http://127.0.0.1:99999", SettingsFault.NotListenable)]
    [InlineData("Urls", "http://localhost:0", SettingsFault.NotListenable)]
    [InlineData("Urls", "ftp://127.0.0.1:5811", SettingsFault.NotListenable)]
    [InlineData("Urls", "http://127.0.0.1:5811/sms", SettingsFault.NotListenable)]
    [InlineData("Urls", "http://127.0.0.1:5811; http://127.0.0.1:5812", SettingsFault.NotListenable)]
    [InlineData("Kestrel:Endpoints:Inside:Url", "http://127.0.0.256", SettingsFault.NotListenable)]
    public void A_fault_is_named_by_its_key(string key, string value, string code)
    {
        var fault = Assert.Single(Check((key, value)).Faults);
        Assert.Equal((key.EndsWith(":0", StringComparison.Ordinal) ? key[..^2] : key, code), (fault.Key, fault.Code));
    }

    [Theory]
    [InlineData("http://127.0.0.1:0;http://[::1]:8080;http://[::]")]
    [InlineData("http://localhost:8080/;HTTP://*:80;https://+:443")]
    [InlineData("http://sms.example.ir:8080;http://sms:8080")]
    public void An_address_that_can_be_meant_is_good(string urls) => Assert.Empty(Check(("Urls", urls)).Faults);

    [Fact]
    public void An_empty_value_is_no_value_and_a_misspelt_key_is_seen()
    {
        var check = Check(("Rasan:Bootstrap:Token", ""), ("Rasan:Storage:MaxMegabytes", ""), ("Rasan:Bootstrap:Enabeld", "true"), ("Rasan:Storrage:MaxMegabytes", "1"));
        Assert.Empty(check.Faults);
        Assert.Equal(["Rasan:Storrage", "Rasan:Bootstrap:Enabeld"], check.Unknown);
    }

    [Theory]
    [InlineData("Production", "data", false)]
    [InlineData("Development", "data", true)]
    [InlineData("Development", "", true)]
    public void A_relative_data_directory_never_starts_at_the_current_one(string environment, string configured, bool atRepository)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Rasan:DataDirectory", configured)]).Build();
        var place = DataDirectoryPlace.Resolve(configuration, new Environment(environment));
        Assert.Equal(Path.Combine(atRepository ? Repository.Root : AppContext.BaseDirectory.TrimEnd('/'), "data"), place.Root);
    }

    private static SettingsCheck Check(params (string Key, string Value)[] settings)
    {
        var all = settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value));
        if (!Array.Exists(settings, setting => setting.Key.StartsWith("Rasan:Languages", StringComparison.Ordinal))) all = all.Append(new("Rasan:Languages:0", "fa"));
        return new(new ConfigurationBuilder().AddInMemoryCollection(all).Build());
    }

    private sealed class Environment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;
        public string ApplicationName { get; set; } = "Rasan.Web";
        public string ContentRootPath { get; set; } = "/";
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
