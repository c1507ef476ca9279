using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rasan.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class Retention : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_messages_bodies",
                table: "messages",
                columns: new[] { "service_id", "final_at" },
                filter: "recipient IS NOT NULL AND final_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_messages_otp_texts",
                table: "messages",
                column: "final_at",
                filter: "sealed IS NOT NULL AND final_at IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_messages_bodies",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "ix_messages_otp_texts",
                table: "messages");
        }
    }
}
