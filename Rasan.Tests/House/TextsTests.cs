namespace Rasan.Tests.House;

public sealed class TextsTests
{
    [Fact]
    public void Every_text_stands_in_Persian_and_in_English() => Guard.FindsNothing(Texts.UnequalPairs(Repository.Files(".resx")));

    [Fact]
    public void Every_text_that_is_read_is_there() => Guard.FindsNothing(Texts.MissingKeys(Sources(), Repository.Files(".resx")));

    [Fact]
    public void Texts_are_read_at_all() => Assert.NotEmpty(Texts.MissingKeys(Sources(), []));

    [Fact]
    public void A_missing_language_a_missing_key_and_an_empty_text_are_seen() =>
        Assert.Equal(
            [
                "a/Alone.resx has no a/Alone.fa.resx",
                "a/Page.resx: OnlyEnglish stands in one language only",
                "a/Page.resx: Empty stands in one language only",
                "a/Page.resx: OnlyPersian stands in one language only",
                "a/Orphan.fa.resx has no neutral twin",
            ],
            Texts.UnequalPairs(
            [
                Resource("a/Alone.resx", ("A", "a")),
                Resource("a/Page.resx", ("Both", "b"), ("OnlyEnglish", "e"), ("Empty", "e")),
                Resource("a/Page.fa.resx", ("Both", "ب"), ("OnlyPersian", "ف"), ("Empty", " ")),
                Resource("a/Orphan.fa.resx", ("A", "ا")),
            ]));

    [Fact]
    public void A_text_read_in_markup_code_behind_or_class_and_written_nowhere_is_seen() =>
        Assert.Equal(
            ["a/Page.razor: Page.resx has no Gone", "a/Page.razor: Page.resx has no Neither", "a/Page.razor: Page.resx has no None", "a/Page.razor.cs: Page.resx has no Behind", "a/Faults.cs: FaultTexts.resx has no bad_number", "a/Terminal.cs: CliTexts.resx has no Hello"],
            Texts.MissingKeys(
                [
                    new("a/Page.razor", """@inject IStringLocalizer<Page> Texts <p>@Texts["Here"] @Texts["Gone", "argument"] @Texts[Ready ? "Here" : "Neither"] @Texts.Count("None", 3)</p>"""),
                    new("a/Page.razor.cs", """var text = Texts["Behind"];"""),
                    new("a/Faults.cs", """class Faults(IStringLocalizer<FaultTexts> texts) { string Of() => Texts["bad_number"]; }"""),
                    new("a/Terminal.cs", """private static readonly CliTexts Texts = CliTexts.Of("fa"); string Of() => Texts["Hello"];"""),
                ],
                [Resource("a/Page.resx", ("Here", "here"))]));

    private static IReadOnlyList<SourceFile> Sources() => [.. Repository.Files(".razor", ".cs").Where(file => !file.IsIn("Rasan.Tests"))];

    private static SourceFile Resource(string path, params (string Key, string Text)[] texts) =>
        new(path, $"<root>{string.Concat(texts.Select(text => $"<data name=\"{text.Key}\"><value>{text.Text}</value></data>"))}</root>");
}
