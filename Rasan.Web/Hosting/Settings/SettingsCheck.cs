using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Rasan.Core.Channels;
using Rasan.Core.Dispatching;
using Rasan.Core.Storage;
using Rasan.Core.Storage.Upkeep;
using Rasan.Providers.Sandbox;
using Rasan.Web.Api;

namespace Rasan.Web.Hosting.Settings;

/// <summary>
/// Reads every section before anything starts and lists all that is wrong at once. The options framework would stop at the first
/// value it can't read, and says so with a stack trace.
/// </summary>
internal sealed class SettingsCheck
{
    private static readonly (string Section, Type Options)[] Sections =
    [
        (RasanOptions.Section, typeof(RasanOptions)),
        (BootstrapOptions.Section, typeof(BootstrapOptions)),
        (StorageOptions.Section, typeof(StorageOptions)),
        (RetentionOptions.Section, typeof(RetentionOptions)),
        (DispatchOptions.Section, typeof(DispatchOptions)),
        (DocsOptions.Section, typeof(DocsOptions)),
        (SimulatorOptions.Section, typeof(SimulatorOptions)),
        (OutgoingOptions.Section, typeof(OutgoingOptions)),
        (SandboxOptions.Section, typeof(SandboxOptions)),
    ];

    private readonly List<SettingsFault> _faults = [];
    private readonly List<string> _unknown = [];

    public SettingsCheck(IConfiguration configuration)
    {
        foreach (var (section, type) in Sections) Read(configuration.GetSection(section), type);
        ReadUrls("Urls", configuration["Urls"]);
        foreach (var endpoint in configuration.GetSection("Kestrel:Endpoints").GetChildren()) ReadUrls($"{endpoint.Path}:Url", endpoint["Url"]);
    }

    public IReadOnlyList<SettingsFault> Faults => _faults;

    /// <summary>Keys that nothing reads: most likely misspelt.</summary>
    public IReadOnlyList<string> Unknown => _unknown;

    private void Read(IConfigurationSection section, Type type)
    {
        var options = Activator.CreateInstance(type)!;
        var known = type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is { IsPublic: true }).ToList();
        foreach (var property in known) Read(section.GetSection(property.Name), property, options);
        if (options is IValidatableObject whole)
            _faults.AddRange(whole.Validate(new(options)).Select(result => new SettingsFault($"{section.Path}:{result.MemberNames.First()}", result.ErrorMessage!)));
        _unknown.AddRange(section.GetChildren().Where(child => !known.Exists(property => Same(property.Name, child.Key)) && !IsSection(child.Path)).Select(child => child.Path));
    }

    private void Read(IConfigurationSection node, PropertyInfo property, object options)
    {
        if (!TryConvert(node, property.PropertyType, out var value))
        {
            _faults.Add(SettingsFault.OfType(node.Path, Plain(property.PropertyType), node.Value!));
            return;
        }

        if (value is not null) property.SetValue(options, value);
        var stands = property.GetValue(options);
        _faults.AddRange(property.GetCustomAttributes<ValidationAttribute>().Where(rule => !rule.IsValid(stands)).Select(rule => SettingsFault.OfRule(node.Path, rule)));
    }

    private void ReadUrls(string key, string? urls) =>
        _faults.AddRange((urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries).Where(url => !ListenAddress.IsGood(url)).Select(url => new SettingsFault(key, SettingsFault.NotListenable, url)));

    private static bool TryConvert(IConfigurationSection node, Type type, out object? value)
    {
        value = null;
        if (node.GetChildren().Any()) value = node.Get(type);
        if (value is not null || string.IsNullOrEmpty(node.Value)) return true;
        try
        {
            value = TypeDescriptor.GetConverter(Plain(type)).ConvertFromInvariantString(node.Value);
            return true;
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException or NotSupportedException)
        {
            return false;
        }
    }

    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static bool IsSection(string path) => Array.Exists(Sections, section => Same(section.Section, path));

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
