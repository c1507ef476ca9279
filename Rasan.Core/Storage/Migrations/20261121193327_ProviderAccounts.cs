using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rasan.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class ProviderAccounts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "receives",
                table: "lines",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<long>(
                name: "refused_at",
                table: "keys",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "refused_code",
                table: "keys",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "callback_secret",
                table: "accounts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "standing_fault",
                table: "accounts",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "standing_fault_at",
                table: "accounts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "inbound_cursors",
                columns: table => new
                {
                    line_id = table.Column<long>(type: "INTEGER", nullable: false),
                    value = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbound_cursors", x => x.line_id);
                    table.ForeignKey(
                        name: "FK_inbound_cursors_lines_line_id",
                        column: x => x.line_id,
                        principalTable: "lines",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "inbox",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    service_id = table.Column<long>(type: "INTEGER", nullable: true),
                    line = table.Column<string>(type: "TEXT", nullable: false),
                    sender = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false),
                    reference = table.Column<string>(type: "TEXT", nullable: true),
                    identity = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_inbox", x => x.id);
                    table.ForeignKey(
                        name: "FK_inbox_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.UpdateData(
                table: "access_levels",
                keyColumn: "key",
                keyValue: "administrator",
                column: "permissions",
                value: "SeeMessages, SeeTexts, SeeNumbers, Send, SeeStatistics, SeeAccounts, SeeLogs, Maintain, ManageAccounts, ManageRoutes");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_account_id_identity",
                table: "inbox",
                columns: new[] { "account_id", "identity" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inbox_service_id_id",
                table: "inbox",
                columns: new[] { "service_id", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "inbound_cursors");

            migrationBuilder.DropTable(
                name: "inbox");

            migrationBuilder.DropColumn(
                name: "receives",
                table: "lines");

            migrationBuilder.DropColumn(
                name: "refused_at",
                table: "keys");

            migrationBuilder.DropColumn(
                name: "refused_code",
                table: "keys");

            migrationBuilder.DropColumn(
                name: "callback_secret",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "standing_fault",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "standing_fault_at",
                table: "accounts");

            migrationBuilder.UpdateData(
                table: "access_levels",
                keyColumn: "key",
                keyValue: "administrator",
                column: "permissions",
                value: "SeeMessages, SeeTexts, SeeNumbers, Send, SeeStatistics, SeeAccounts, SeeLogs, Maintain");
        }
    }
}
