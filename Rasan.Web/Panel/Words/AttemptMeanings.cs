using System.Globalization;
using Rasan.Core.Dispatching;
using Rasan.Web.Api.Notifications;

namespace Rasan.Web.Panel.Words;

/// <summary>What providers' raw codes mean, in the reader's language; the API says the same.</summary>
public sealed class AttemptMeanings(IServiceProvider rooms)
{
    private AttemptWords Words => new(rooms, CultureInfo.CurrentUICulture.TwoLetterISOLanguageName);

    /// <returns>Null: there is nothing to say beyond the outcome.</returns>
    public string? Of(Attempt attempt, string? provider) => Words.MessageOf(attempt, provider);

    /// <returns>Null: not a code of this provider.</returns>
    public string? Of(string? provider, string? code) => Words.TextOf(provider, code);

    /// <returns>A code nobody has put into words is itself.</returns>
    public string MeaningOf(string provider, string code) => Words.MeaningOf(provider, code);
}
