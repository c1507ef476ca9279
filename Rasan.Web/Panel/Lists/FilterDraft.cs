using Rasan.Core.Messages;
using Rasan.Web.Panel.Reading;
using Rasan.Web.Panel.Words;

namespace Rasan.Web.Panel.Lists;

/// <summary>A filter form as it is being filled in: what stands in the address until something else is typed.</summary>
/// <param name="question">As it stands in the address.</param>
/// <param name="textOf">What is said of a wrong value; null: what the API says.</param>
public sealed class FilterDraft(ListQuestion question, Func<Fault, string>? textOf = null)
{
    private readonly Dictionary<string, string> _typed = new(StringComparer.Ordinal);

    private readonly HashSet<string> _unread = new(StringComparer.Ordinal);

    /// <summary>Whether every box holds what can be asked: without a time that can't be read the list would show more than was asked for.</summary>
    public bool IsWhole => _unread.Count == 0;

    /// <summary>Whether the address asks for anything but order, columns and page.</summary>
    public bool IsFiltered => question.IsFiltered;

    /// <summary>What is wrong with what stands in the address.</summary>
    public IReadOnlyList<Fault> Faults { get; set; } = [];

    public string this[string name]
    {
        get => _typed.GetValueOrDefault(name) ?? question.Value(name);
        set => _typed[name] = value.Trim();
    }

    /// <summary>The question that the form asks, from its first page.</summary>
    public string Search => question.With([.. _typed.Select(typed => (typed.Key, (string?)typed.Value)), (ListQuestion.Next, null)]);

    public bool IsAsked(string name) => question.Value(name).Length > 0;

    public void Note(string name, bool isUnread)
    {
        if (isUnread) _unread.Add(name);
        else _unread.Remove(name);
    }

    /// <summary>What is wrong with the field as it stands in the address.</summary>
    public string? FaultOf(string name) => Faults.FirstOrDefault(fault => fault.Field == name) is { } fault ? TextOf(fault) : null;

    public string TextOf(Fault fault) => (textOf ?? PanelWords.WrongValue)(fault);
}
