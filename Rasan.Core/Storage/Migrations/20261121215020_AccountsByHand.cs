using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rasan.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class AccountsByHand : Migration
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

            migrationBuilder.AddColumn<long>(
                name: "removed_at",
                table: "accounts",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
                name: "removed_at",
                table: "accounts");
        }
    }
}
