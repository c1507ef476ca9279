using System.ComponentModel.DataAnnotations;
using Rasan.Core.Users;

namespace Rasan.Web.Hosting.Settings;

/// <summary>What the first start puts into an empty database, section <c>Rasan:Bootstrap</c>. Never looked at again afterwards.</summary>
public sealed class BootstrapOptions : IValidatableObject
{
    public const string Section = "Rasan:Bootstrap";

    public const int ShortestToken = 32;

    /// <summary>Whether an empty database gets a user, a service with two Sandbox accounts, a template and a token.</summary>
    /// <value>Null (default): in Development only.</value>
    public bool? Enabled { get; set; }

    /// <summary>Password of <c>admin</c>, 8 to 128 characters.</summary>
    /// <value>Null (default): one is made, shown once, and must be changed at the first sign-in.</value>
    [StringLength(Password.Longest, MinimumLength = Password.Shortest)]
    public string? AdminPassword { get; set; }

    /// <summary>The first token, 32 to 200 letters, digits and <c>_ - . ~</c>.</summary>
    /// <value>Null (default): one is made and shown once.</value>
    [StringLength(200, MinimumLength = ShortestToken)]
    public string? Token { get; set; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Token?.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '~') == false)
            yield return new(SettingsFault.NotAToken, [nameof(Token)]);
    }
}
