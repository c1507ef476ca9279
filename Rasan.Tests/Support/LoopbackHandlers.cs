using Microsoft.Extensions.Options;
using Rasan.Core.Channels;
using Rasan.Providers;

namespace Rasan.Tests.Support;

/// <summary>The way out that providers take, as in Development: to this machine too.</summary>
internal static class LoopbackHandlers
{
    public static OutgoingHandlers Open() => new(new Development());

    private sealed class Development : IOptionsMonitor<OutgoingOptions>
    {
        public Development() => CurrentValue.AllowLoopback();

        public OutgoingOptions CurrentValue { get; } = new();

        public OutgoingOptions Get(string? name) => CurrentValue;

        public IDisposable? OnChange(Action<OutgoingOptions, string?> listener) => null;
    }
}
