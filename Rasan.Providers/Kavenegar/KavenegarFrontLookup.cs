using Rasan.Providers.Fronts;

namespace Rasan.Providers.Kavenegar;

/// <summary>The front's verify/lookup: a template with up to five values.</summary>
internal static class KavenegarFrontLookup
{
    /// <summary>A text is filled from the longest name on: <c>%token</c> begins the others.</summary>
    private static readonly string[] Slots = [KavenegarFields.Token20, KavenegarFields.Token10, KavenegarFields.Token2, KavenegarFields.Token3, KavenegarFields.Token];

    public static async Task<KavenegarReply> LookupAsync(KavenegarRequest request)
    {
        if (request.Missing(KavenegarFields.Receptor, KavenegarFields.Template, KavenegarFields.Token) is { } missing) return missing;
        if (request.Text(KavenegarFields.Receptor) is not { } receptor || KavenegarRequest.Receptor(receptor) is not { } to) return KavenegarReply.Refused(411);
        if (request.Text(KavenegarFields.Tag) is { } tag && !KavenegarFrontSending.IsTag(tag)) return KavenegarReply.Refused(607);
        var isVoice = string.Equals(request.Text(KavenegarFields.Type), "call", StringComparison.OrdinalIgnoreCase);
        var values = Slots.Where(slot => request.Text(slot) is not null).ToDictionary(slot => slot, slot => request.Text(slot)!, StringComparer.Ordinal);
        if (values.Any(value => !IsTaken(value.Key, value.Value))) return KavenegarReply.Refused(431);
        if (isVoice && !values.Values.All(value => value.All(char.IsDigit))) return KavenegarReply.Refused(428);
        var key = request.Text(KavenegarFields.Template)!;
        if (await request.Backend.TemplateAsync(request.Caller, key, request.Ended) is not { IsApproved: true } template) return KavenegarReply.Refused(424);
        if (!template.Slots.Contains(KavenegarFields.Token, StringComparer.Ordinal)) return KavenegarReply.Refused(432);
        var text = Slots.Aggregate(template.Text, (filled, slot) => filled.Replace("%" + slot, values.GetValueOrDefault(slot, ""), StringComparison.Ordinal));
        var order = new FrontOrder([new(to, text, Line: null)]) { Template = new(key, values), IsVoice = isVoice };
        return await AnswerAsync(request, order);
    }

    /// <summary>An array of one, or the bare object: the vendor's pages show both.</summary>
    private static async Task<KavenegarReply> AnswerAsync(KavenegarRequest request, FrontOrder order)
    {
        const int handedToOperator = 5;
        if (!request.Backend.Has(FrontVariants.LookupObject)) return await KavenegarFrontSending.HandOverAsync(request, order, handedToOperator);
        return await request.Backend.SendAsync(request.Caller, order, request.Ended) switch
        {
            FrontSending.Taken(_, [var message, ..]) => KavenegarReply.Of(new KavenegarOneMessage(KavenegarReply.Done, KavenegarReply.Row(message, handedToOperator)), KavenegarJson.Wire.KavenegarOneMessage),
            FrontSending.Refused(var why, _) => KavenegarReply.Refused(why),
            _ => KavenegarReply.Refused(402),
        };
    }

    private static bool IsTaken(string slot, string value) => value.Length <= 100 && !value.Any(c => c is '\n' or '\r') && slot switch
    {
        KavenegarFields.Token10 => value.Count(char.IsWhiteSpace) <= 5,
        KavenegarFields.Token20 => value.Count(char.IsWhiteSpace) <= 8,
        _ => !value.Any(c => char.IsWhiteSpace(c) || c is '_'),
    };
}
