using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rasan.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class LinesAndPatterns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "closes_at",
                table: "lines",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "intents",
                table: "lines",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "opens_at",
                table: "lines",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "zone",
                table: "lines",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "by_template",
                table: "attempts",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "template_bindings",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    template_id = table.Column<long>(type: "INTEGER", nullable: false),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    code = table.Column<string>(type: "TEXT", nullable: false),
                    slots = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_template_bindings", x => x.id);
                    table.ForeignKey(
                        name: "FK_template_bindings_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_template_bindings_templates_template_id",
                        column: x => x.template_id,
                        principalTable: "templates",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.UpdateData(
                table: "access_levels",
                keyColumn: "key",
                keyValue: "administrator",
                column: "permissions",
                value: "SeeMessages, SeeTexts, SeeNumbers, Send, SeeStatistics, SeeAccounts, SeeLogs, Maintain, ManageAccounts, ManageRoutes, ManageTemplates");

            migrationBuilder.CreateIndex(
                name: "ix_template_bindings_account_id",
                table: "template_bindings",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_template_bindings_template_id_account_id",
                table: "template_bindings",
                columns: new[] { "template_id", "account_id" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "template_bindings");

            migrationBuilder.DropColumn(
                name: "closes_at",
                table: "lines");

            migrationBuilder.DropColumn(
                name: "intents",
                table: "lines");

            migrationBuilder.DropColumn(
                name: "opens_at",
                table: "lines");

            migrationBuilder.DropColumn(
                name: "zone",
                table: "lines");

            migrationBuilder.DropColumn(
                name: "by_template",
                table: "attempts");

            migrationBuilder.UpdateData(
                table: "access_levels",
                keyColumn: "key",
                keyValue: "administrator",
                column: "permissions",
                value: "SeeMessages, SeeTexts, SeeNumbers, Send, SeeStatistics, SeeAccounts, SeeLogs, Maintain, ManageAccounts, ManageRoutes");
        }
    }
}
