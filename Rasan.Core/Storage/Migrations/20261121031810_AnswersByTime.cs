using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Rasan.Core.Storage.Migrations
{
    /// <inheritdoc />
    public partial class AnswersByTime : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_idempotent_answers_hash",
                table: "idempotent_answers");

            migrationBuilder.CreateIndex(
                name: "ix_idempotent_answers_created_at_hash",
                table: "idempotent_answers",
                columns: new[] { "created_at", "hash" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_idempotent_answers_created_at_hash",
                table: "idempotent_answers");

            migrationBuilder.CreateIndex(
                name: "ix_idempotent_answers_hash",
                table: "idempotent_answers",
                column: "hash");
        }
    }
}
