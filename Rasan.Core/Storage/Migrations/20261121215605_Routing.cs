using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rasan.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Routing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "no_report_seconds",
                table: "kind_rules",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "on_no_report",
                table: "kind_rules",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "channels",
                table: "intents",
                type: "TEXT",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "channel_settings",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    service_id = table.Column<long>(type: "INTEGER", nullable: false),
                    channel = table.Column<string>(type: "TEXT", nullable: false),
                    is_on = table.Column<bool>(type: "INTEGER", nullable: false),
                    position = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_channel_settings", x => x.id);
                    table.ForeignKey(
                        name: "FK_channel_settings_services_service_id",
                        column: x => x.service_id,
                        principalTable: "services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "seen_intents",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    service_id = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", nullable: false),
                    kind = table.Column<int>(type: "INTEGER", nullable: false),
                    last_seen_at = table.Column<long>(type: "INTEGER", nullable: false),
                    count = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_seen_intents", x => x.id);
                    table.ForeignKey(
                        name: "FK_seen_intents_services_service_id",
                        column: x => x.service_id,
                        principalTable: "services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.UpdateData(
                table: "intents",
                keyColumn: "id",
                keyValue: 1L,
                column: "channels",
                value: null);

            migrationBuilder.UpdateData(
                table: "kind_rules",
                keyColumn: "id",
                keyValue: 1L,
                columns: new[] { "no_report_seconds", "on_no_report" },
                values: new object[] { null, 0 });

            migrationBuilder.UpdateData(
                table: "kind_rules",
                keyColumn: "id",
                keyValue: 2L,
                columns: new[] { "no_report_seconds", "on_no_report" },
                values: new object[] { null, 0 });

            migrationBuilder.UpdateData(
                table: "kind_rules",
                keyColumn: "id",
                keyValue: 3L,
                columns: new[] { "no_report_seconds", "on_no_report" },
                values: new object[] { null, 0 });

            migrationBuilder.CreateIndex(
                name: "ix_channel_settings_service_id_channel",
                table: "channel_settings",
                columns: new[] { "service_id", "channel" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_seen_intents_service_id_key",
                table: "seen_intents",
                columns: new[] { "service_id", "key" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "channel_settings");

            migrationBuilder.DropTable(
                name: "seen_intents");

            migrationBuilder.DropColumn(
                name: "no_report_seconds",
                table: "kind_rules");

            migrationBuilder.DropColumn(
                name: "on_no_report",
                table: "kind_rules");

            migrationBuilder.DropColumn(
                name: "channels",
                table: "intents");
        }
    }
}
