using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rasan.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class CheaperIndexes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_messages_waiting",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "ix_idempotent_answers_hash",
                table: "idempotent_answers");

            migrationBuilder.CreateIndex(
                name: "ix_messages_waiting",
                table: "messages",
                columns: new[] { "state", "due_at" },
                filter: "state <> 1 AND state <= 4");

            migrationBuilder.CreateIndex(
                name: "ix_idempotent_answers_created_at_hash",
                table: "idempotent_answers",
                columns: new[] { "created_at", "hash" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_messages_waiting",
                table: "messages");

            migrationBuilder.DropIndex(
                name: "ix_idempotent_answers_created_at_hash",
                table: "idempotent_answers");

            migrationBuilder.CreateIndex(
                name: "ix_messages_waiting",
                table: "messages",
                columns: new[] { "state", "due_at" },
                filter: "state IN (0, 2, 3, 4)");

            migrationBuilder.CreateIndex(
                name: "ix_idempotent_answers_hash",
                table: "idempotent_answers",
                column: "hash");
        }
    }
}
