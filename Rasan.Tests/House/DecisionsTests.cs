namespace Rasan.Tests.House;

public sealed class DecisionsTests
{
    private const string Whole = "# 1. T\n- Status: accepted\n- Date: 2026-11-20\n## Context\n## Decision\n## Consequences\n";

    [Fact]
    public void Every_decision_has_its_number_and_its_parts() =>
        Guard.FindsNothing(Decisions.Faults([.. Repository.Files(".md").Where(file => file.IsIn("docs/decisions"))]));

    [Fact]
    public void A_number_taken_twice_a_missing_part_and_a_wrong_name_are_seen() =>
        Assert.Equal(
            ["d/Second.md is not named NNNN-title.md", "d/0002-half.md has no '## Consequences'", "0001 is the number of 0001-one.md and 0001-other.md"],
            Decisions.Faults(
            [
                new("d/0001-one.md", Whole), new("d/0001-other.md", Whole), new("d/Second.md", Whole),
                new("d/0002-half.md", Whole.Replace("## Consequences", "", StringComparison.Ordinal)),
            ]));
}
