using System.Text;
using Rasan.Core.Channels;
using Rasan.Core.Messages;

namespace Rasan.Providers.IPPanel;

/// <summary>Builds the request of each of the twelve ways of sending. Numbers are given as E.164, times are UTC.</summary>
public static class IPPanelSending
{
    /// <summary>What one call's deliveries become: a pattern or a voice call for one, one text for many, else a text for each.</summary>
    public static HttpContent Of(IReadOnlyList<Delivery> deliveries)
    {
        var first = deliveries[0];
        var (line, at) = (Line(first.Line), first.ScheduledAt);
        if (first.IsVoice) return Votp(VoiceCode(first.Text) ?? first.Text, first.To.E164);
        if (first.Template is { } template) return Pattern(line, template.Code, first.To.E164, template.Values, at);
        return IsOneText(deliveries)
            ? Webservice(line, first.Text, [.. deliveries.Select(delivery => delivery.To.E164)], at)
            : PeerToPeer(line, [.. deliveries.Select(delivery => new IPPanelPeer([delivery.To.E164], delivery.Text))], at);
    }

    /// <summary>Whether all of them get one id. What waits for its time has an id each: only a whole id can be taken back.</summary>
    public static bool IsOneText(IReadOnlyList<Delivery> deliveries) =>
        deliveries.Count == 1 || (deliveries[0].ScheduledAt is null && deliveries.All(delivery => delivery.Text == deliveries[0].Text));

    public static HttpContent Normal(string? line, string text, IReadOnlyList<string> recipients, DateTimeOffset? at = null) => Simple(IPPanelTypes.Normal, line, text, recipients, at);

    public static HttpContent Webservice(string? line, string text, IReadOnlyList<string> recipients, DateTimeOffset? at = null) => Simple(IPPanelTypes.Webservice, line, text, recipients, at);

    public static HttpContent Votp(string code, string recipient) => Simple(IPPanelTypes.Votp, line: null, code, [recipient], at: null);

    public static HttpContent PeerToPeer(string? line, IReadOnlyList<IPPanelPeer> items, DateTimeOffset? at = null) => LooseJson.Content(
        new IPPanelPeerToPeer { SendingType = IPPanelTypes.PeerToPeer, FromNumber = line, Params = items, SendTime = Time(at) }, IPPanelJson.Wire.IPPanelPeerToPeer);

    public static HttpContent Pattern(string? line, string code, string recipient, IEnumerable<KeyValuePair<string, string>> values, DateTimeOffset? at = null) => LooseJson.Content(
        new IPPanelByPattern
        {
            SendingType = IPPanelTypes.Pattern, FromNumber = line, Code = code, Recipients = [recipient],
            Params = values.DistinctBy(value => value.Key, StringComparer.Ordinal).ToDictionary(value => value.Key, value => value.Value, StringComparer.Ordinal), SendTime = Time(at),
        },
        IPPanelJson.Wire.IPPanelByPattern);

    public static HttpContent Phonebook(string? line, string text, IReadOnlyList<IPPanelPhonebookPart> parts, DateTimeOffset? at = null) => LooseJson.Content(
        new IPPanelPhonebook { SendingType = IPPanelTypes.Phonebook, FromNumber = line, Message = text, Params = parts, SendTime = Time(at) }, IPPanelJson.Wire.IPPanelPhonebook);

    public static HttpContent KeywordPhonebook(string? line, string text, IReadOnlyList<string> phonebooks, DateTimeOffset? at = null) => LooseJson.Content(
        new IPPanelKeywordPhonebook { SendingType = IPPanelTypes.KeywordPhonebook, FromNumber = line, Message = text, Params = [.. phonebooks.Select(id => new IPPanelKeywordBook(id))], SendTime = Time(at) },
        IPPanelJson.Wire.IPPanelKeywordPhonebook);

    public static HttpContent PostalCode(string? line, string text, IReadOnlyList<IPPanelAreaPart> areas, IReadOnlyList<string>? others = null, DateTimeOffset? at = null) =>
        Area(IPPanelTypes.PostalCode, line, text, areas, others, at);

    public static HttpContent Country(string? line, string text, IReadOnlyList<IPPanelAreaPart> areas, IReadOnlyList<string>? others = null, DateTimeOffset? at = null) =>
        Area(IPPanelTypes.Country, line, text, areas, others, at);

    /// <summary>One text for the numbers in a file.</summary>
    public static HttpContent File(string? line, string text, string fileName, byte[] file, IReadOnlyList<string>? others = null, DateTimeOffset? at = null) =>
        Upload(IPPanelTypes.File, line, text, fileName, file, others, at);

    /// <summary>A text with slots <c>{ex_B}</c> that the columns of a file fill.</summary>
    public static HttpContent Keyword(string? line, string text, string fileName, byte[] file, DateTimeOffset? at = null) => Upload(IPPanelTypes.Keyword, line, text, fileName, file, others: null, at);

    /// <summary>The texts are in the file, each beside its number.</summary>
    public static HttpContent PeerToPeerFile(string? line, string fileName, byte[] file, DateTimeOffset? at = null) => Upload(IPPanelTypes.PeerToPeerFile, line, text: null, fileName, file, others: null, at);

    /// <summary>A sender as the vendor wants it, like E.164: people write it without its country. Names such as <c>+98BANK</c> stay.</summary>
    public static string? Line(string? line)
    {
        if (line is null) return null;
        var folded = Digits.Fold(line).Trim();
        return folded switch
        {
            ['+', ..] => folded,
            ['0', '0', .. var international] => $"+{international}",
            ['9', '8', ..] => $"+{folded}",
            ['0', .. var national] => $"+98{national}",
            _ => $"+98{folded}",
        };
    }

    /// <summary>A voice call reads digits only: the one code in a text; null where there is none, or more than one.</summary>
    public static string? VoiceCode(string text)
    {
        var codes = new string([.. Digits.Fold(text).Select(c => char.IsAsciiDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return codes is [var one] ? one : null;
    }

    private static StringContent Simple(string type, string? line, string text, IReadOnlyList<string> recipients, DateTimeOffset? at) => LooseJson.Content(
        new IPPanelSimple { SendingType = type, FromNumber = line, Message = text, Params = new(recipients), SendTime = Time(at) }, IPPanelJson.Wire.IPPanelSimple);

    private static StringContent Area(string type, string? line, string text, IReadOnlyList<IPPanelAreaPart> areas, IReadOnlyList<string>? others, DateTimeOffset? at) => LooseJson.Content(
        new IPPanelArea { SendingType = type, FromNumber = line, Message = text, Params = areas, OtherRecipients = others, SendTime = Time(at) }, IPPanelJson.Wire.IPPanelArea);

    private static MultipartFormDataContent Upload(string type, string? line, string? text, string fileName, byte[] file, IReadOnlyList<string>? others, DateTimeOffset? at)
    {
        var form = new MultipartFormDataContent();
        void Add(string name, string? value)
        {
            if (value is not null) form.Add(new StringContent(value, Encoding.UTF8), $"\"{name}\"");
        }

        Add(IPPanelTypes.SendingTypeField, type);
        Add(IPPanelTypes.FromNumberField, line);
        Add(IPPanelTypes.MessageField, text);
        Add(IPPanelTypes.SendTimeField, Time(at));
        foreach (var other in others ?? []) Add(IPPanelTypes.OthersField, other);
        form.Add(new ByteArrayContent(file), $"\"{IPPanelTypes.FilesField}\"", $"\"{fileName}\"");
        return form;
    }

    private static string? Time(DateTimeOffset? at) => at is { } moment ? IPPanelTime.Write(moment) : null;
}
