using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rasan.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class AccountsAndRouting : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "about_account_id",
                table: "messages",
                type: "INTEGER",
                nullable: true);

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

            migrationBuilder.AddColumn<bool>(
                name: "by_template",
                table: "attempts",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "key_refused_at",
                table: "accounts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "refresh_due_at",
                table: "accounts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "refresh_minutes",
                table: "accounts",
                type: "INTEGER",
                nullable: false,
                defaultValue: 5);

            migrationBuilder.AddColumn<long>(
                name: "removed_at",
                table: "accounts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "set_by_hand_at",
                table: "accounts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "spent_micros",
                table: "accounts",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "alert_rules",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    on = table.Column<int>(type: "INTEGER", nullable: false),
                    threshold_micros = table.Column<long>(type: "INTEGER", nullable: true),
                    days = table.Column<int>(type: "INTEGER", nullable: true),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    raised_at = table.Column<long>(type: "INTEGER", nullable: true),
                    told_at = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alert_rules", x => x.id);
                    table.ForeignKey(
                        name: "FK_alert_rules_accounts_account_id",
                        column: x => x.account_id,
                        principalTable: "accounts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "alerts",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    rule_id = table.Column<long>(type: "INTEGER", nullable: false),
                    on = table.Column<int>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    is_repeat = table.Column<bool>(type: "INTEGER", nullable: false),
                    recipient = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false),
                    handed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    message_id = table.Column<byte[]>(type: "BLOB", nullable: true),
                    fault = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alerts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "balance_points",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    account_id = table.Column<long>(type: "INTEGER", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    balance_micros = table.Column<long>(type: "INTEGER", nullable: false),
                    currency = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_balance_points", x => x.id);
                });

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

            migrationBuilder.CreateTable(
                name: "alert_receivers",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    rule_id = table.Column<long>(type: "INTEGER", nullable: false),
                    recipient = table.Column<string>(type: "TEXT", nullable: false),
                    language = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alert_receivers", x => x.id);
                    table.ForeignKey(
                        name: "FK_alert_receivers_alert_rules_rule_id",
                        column: x => x.rule_id,
                        principalTable: "alert_rules",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.UpdateData(
                table: "access_levels",
                keyColumn: "key",
                keyValue: "administrator",
                column: "permissions",
                value: "SeeMessages, SeeTexts, SeeNumbers, Send, SeeStatistics, SeeAccounts, SeeLogs, Maintain, ManageAccounts, ManageRoutes, ManageTemplates");

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
                name: "ix_cost_counters_account_id_currency_day",
                table: "cost_counters",
                columns: new[] { "account_id", "currency", "day" });

            migrationBuilder.CreateIndex(
                name: "ix_alert_receivers_rule_id",
                table: "alert_receivers",
                column: "rule_id");

            migrationBuilder.CreateIndex(
                name: "ix_alert_rules_account_id",
                table: "alert_rules",
                column: "account_id");

            migrationBuilder.CreateIndex(
                name: "ix_alerts_account_id_id",
                table: "alerts",
                columns: new[] { "account_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_alerts_waiting",
                table: "alerts",
                column: "handed_at",
                filter: "handed_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_balance_points_account_id_at",
                table: "balance_points",
                columns: new[] { "account_id", "at" });

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
                name: "alert_receivers");

            migrationBuilder.DropTable(
                name: "alerts");

            migrationBuilder.DropTable(
                name: "balance_points");

            migrationBuilder.DropTable(
                name: "channel_settings");

            migrationBuilder.DropTable(
                name: "seen_intents");

            migrationBuilder.DropTable(
                name: "template_bindings");

            migrationBuilder.DropTable(
                name: "alert_rules");

            migrationBuilder.DropIndex(
                name: "ix_cost_counters_account_id_currency_day",
                table: "cost_counters");

            migrationBuilder.DropColumn(
                name: "about_account_id",
                table: "messages");

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
                name: "no_report_seconds",
                table: "kind_rules");

            migrationBuilder.DropColumn(
                name: "on_no_report",
                table: "kind_rules");

            migrationBuilder.DropColumn(
                name: "channels",
                table: "intents");

            migrationBuilder.DropColumn(
                name: "by_template",
                table: "attempts");

            migrationBuilder.DropColumn(
                name: "key_refused_at",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "refresh_due_at",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "refresh_minutes",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "removed_at",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "set_by_hand_at",
                table: "accounts");

            migrationBuilder.DropColumn(
                name: "spent_micros",
                table: "accounts");

            migrationBuilder.UpdateData(
                table: "access_levels",
                keyColumn: "key",
                keyValue: "administrator",
                column: "permissions",
                value: "SeeMessages, SeeTexts, SeeNumbers, Send, SeeStatistics, SeeAccounts, SeeLogs, Maintain, ManageAccounts, ManageRoutes");
        }
    }
}
