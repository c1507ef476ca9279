using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Rasan.Core.Messages;

namespace Rasan.Core.Storage;

/// <summary>How values lie in every database of Rasan: times as UTC milliseconds (they sort), tracking ids as 16 bytes in their own order.</summary>
internal static class StorageConventions
{
    public static void Apply(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        conventions.Properties<TrackingId>().HaveConversion<TrackingIdConverter>();
    }

    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, long>(
        time => time.ToUnixTimeMilliseconds(), stored => DateTimeOffset.FromUnixTimeMilliseconds(stored));

    private sealed class TrackingIdConverter() : ValueConverter<TrackingId, byte[]>(
        id => id.Value.ToByteArray(true), stored => new TrackingId(new Guid(stored, true)));
}

/// <summary>Tables, columns and indexes are named as SQL is written by hand.</summary>
internal static class SnakeCase
{
    public static void Apply(ModelBuilder builder)
    {
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            entity.SetTableName(Of(entity.GetTableName()!));
            foreach (var property in entity.GetProperties()) property.SetColumnName(Of(property.Name));
            foreach (var index in entity.GetIndexes().Where(index => !index.GetDatabaseName()!.StartsWith("ix_", StringComparison.Ordinal)))
                index.SetDatabaseName($"ix_{entity.GetTableName()}_{string.Join('_', index.Properties.Select(p => Of(p.Name)))}");
        }
    }

    private static string Of(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
