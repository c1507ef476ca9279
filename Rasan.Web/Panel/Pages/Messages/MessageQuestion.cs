using Rasan.Core.Messages;
using Rasan.Core.Services;
using Rasan.Web.Api;
using Rasan.Web.Api.Messages;
using Rasan.Web.Panel.Reading;

namespace Rasan.Web.Panel.Pages.Messages;

/// <summary>What an address asks of the messages.</summary>
public sealed class MessageQuestion
{
    /// <summary>Faults that only a reader's permissions make; the API's scopes have them all.</summary>
    public const string TextHidden = "text_hidden", WholeNumberOnly = "whole_number_only", NumbersHidden = "numbers_hidden";

    private MessageQuestion(ListQuestion asked, MessageFilter? filter, MessageCursor? after, IReadOnlyList<Fault> faults) =>
        (Search, Filter, After, Faults) = (asked.Search, filter, after, faults);

    /// <summary>Null: <see cref="Faults"/> say why.</summary>
    public MessageFilter? Filter { get; }
    public MessageCursor? After { get; }
    public IReadOnlyList<Fault> Faults { get; }

    /// <summary>As a query string, from its first page.</summary>
    public string Search { get; }

    /// <param name="queryString">With its question mark.</param>
    public static MessageQuestion Of(string queryString, Caller caller, Catalog catalog, DateTimeOffset now) => Of(ListQuestion.Of(queryString), caller, catalog, now);

    public static MessageQuestion Of(ListQuestion asked, Caller caller, Catalog catalog, DateTimeOffset now)
    {
        var check = new Check(now);
        var read = MessagesQuery.Read(asked.Read(MessagesQuery.Parameters.Keys, check), caller.Service.Id, catalog, check);
        if (read?.Filter.Text is not null && !caller.May(Permissions.SeeTexts)) check.Add("q", TextHidden);
        if (read?.Filter.Number is { IsWhole: false } && !caller.May(Permissions.SeeNumbers)) check.Add("to", WholeNumberOnly);
        foreach (var (name, words) in new[] { ("reference", read?.Filter.Reference), ("tag", read?.Filter.Tag) })
            if (words is not null && !caller.May(Permissions.SeeNumbers) && OwnWords.MayHoldNumber(words)) check.Add(name, NumbersHidden);
        return new(asked, check.Faults is null ? read!.Filter : null, read?.After, check.Faults ?? []);
    }
}
