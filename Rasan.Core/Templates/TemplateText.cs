using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Rasan.Core.Templates;

/// <summary>
/// A text with named variables, read once and rendered often: <c>Your code is {token}</c>. A name has letters, digits
/// and underscores; <c>{{</c> and <c>}}</c> stand for the braces themselves.
/// </summary>
public sealed class TemplateText
{
    private readonly List<string> _variables = [];
    private readonly Piece[] _pieces;
    private readonly int _literalLength;

    private TemplateText(List<Piece> pieces)
    {
        _pieces = [.. pieces];
        foreach (var piece in _pieces)
        {
            if (!piece.IsVariable) _literalLength += piece.Text.Length;
            else if (!_variables.Contains(piece.Text)) _variables.Add(piece.Text);
        }
    }

    /// <summary>Each once, in order of first appearance: the order in which array parameters bind.</summary>
    public IReadOnlyList<string> Variables => _variables;

    /// <exception cref="FormatException">A brace stands alone or a name is not one; <see cref="TryParse"/> says where.</exception>
    public static TemplateText Parse(string text) => TryParse(text, out var template, out var faultAt)
        ? template
        : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"Not a template text: the brace at position {faultAt} belongs to no variable."));

    /// <param name="faultAt">Position of the brace that belongs to no variable; -1 where the text is good.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out TemplateText? template, out int faultAt)
    {
        template = null;
        faultAt = -1;
        var pieces = new List<Piece>();
        var at = 0;
        while (at < text.Length)
        {
            var brace = text.AsSpan(at).IndexOfAny('{', '}');
            if (brace < 0) break;
            brace += at;
            if (brace + 1 < text.Length && text[brace + 1] == text[brace])
            {
                pieces.Add(new(text[at..(brace + 1)], IsVariable: false));
                at = brace + 2;
                continue;
            }
            if (!TryReadName(text, brace, out var name))
            {
                faultAt = brace;
                return false;
            }
            if (brace > at) pieces.Add(new(text[at..brace], IsVariable: false));
            pieces.Add(new(name, IsVariable: true));
            at = brace + name.Length + 2;
        }
        if (at < text.Length) pieces.Add(new(text[at..], IsVariable: false));
        template = new(pieces);
        return true;
    }

    /// <summary>The first variable of this text that has no value: a translation may use one that the default language does not know.</summary>
    public string? FirstMissing(IReadOnlyDictionary<string, string> values)
    {
        foreach (var variable in _variables)
        {
            if (!values.ContainsKey(variable)) return variable;
        }
        return null;
    }

    /// <exception cref="KeyNotFoundException">A variable has no value: bind first.</exception>
    public string Render(IReadOnlyDictionary<string, string> values)
    {
        if (_pieces is [{ IsVariable: false } only]) return only.Text;
        var text = new DefaultInterpolatedStringHandler(_literalLength, _pieces.Length, provider: null, stackalloc char[256]);
        foreach (var piece in _pieces) text.AppendLiteral(piece.IsVariable ? values[piece.Text] : piece.Text);
        return text.ToStringAndClear();
    }

    private static bool TryReadName(string text, int brace, out string name)
    {
        name = "";
        if (text[brace] != '{') return false;
        var end = brace + 1;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_')) end++;
        if (end == brace + 1 || end == text.Length || text[end] != '}') return false;
        name = text[(brace + 1)..end];
        return true;
    }

    private readonly record struct Piece(string Text, bool IsVariable);
}
