namespace Rasan.Tests.House;

public sealed class MigrationsTests
{
    [Fact]
    public void A_migration_only_adds() => Guard.FindsNothing(Migrations.WhatTheyTakeAway(Scaffolded()));

    [Fact]
    public void There_are_migrations_to_read() => Assert.NotEmpty(Scaffolded());

    [Theory]
    [InlineData("migrationBuilder.DropTable(name: \"messages\");")]
    [InlineData("migrationBuilder.DropColumn(name: \"text\", table: \"messages\");")]
    [InlineData("migrationBuilder.Sql(\"DELETE FROM messages\");")]
    public void One_that_takes_away_is_seen(string step) =>
        Assert.Single(Migrations.WhatTheyTakeAway([new("Migrations/2_Bad.cs", $"void Up(MigrationBuilder b) {{ {step} }} void Down(MigrationBuilder b) {{ }}")]));

    [Fact]
    public void The_way_back_may_take_away() =>
        Assert.Empty(Migrations.WhatTheyTakeAway([new("Migrations/1_Good.cs", "void Up(MigrationBuilder b) { b.CreateTable(); } void Down(MigrationBuilder b) { b.DropTable(); }")]));

    private static IReadOnlyList<SourceFile> Scaffolded() =>
        [.. Repository.Files(".cs").Where(file => Shape.IsScaffolded(file) && !file.Name.EndsWith(".Designer.cs", StringComparison.Ordinal))];
}
