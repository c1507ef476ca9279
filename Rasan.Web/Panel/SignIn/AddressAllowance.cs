using System.Net;

namespace Rasan.Web.Panel.SignIn;

/// <summary>
/// Failures that one address may have in a minute, whoever it tries to be: a lock-out protects one user, this protects them all, and the processor.
/// Taken before anything is compared, so that tries sent at once are counted too.
/// </summary>
public sealed class AddressAllowance(TimeProvider clock)
{
    private const int PerMinute = 60;
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _taken = [];
    private DateTimeOffset _until;

    /// <returns>False: this address has failed too often of late; what it sends is not even looked at.</returns>
    public bool TryTake(IPAddress? from)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (now >= _until)
            {
                _taken.Clear();
                _until = now.AddMinutes(1);
            }

            var taken = _taken.GetValueOrDefault(KeyOf(from));
            if (taken >= PerMinute) return false;
            _taken[KeyOf(from)] = taken + 1;
            return true;
        }
    }

    /// <summary>It was no failure.</summary>
    public void GiveBack(IPAddress? from)
    {
        lock (_lock)
            if (_taken.TryGetValue(KeyOf(from), out var taken)) _taken[KeyOf(from)] = Math.Max(0, taken - 1);
    }

    private static string KeyOf(IPAddress? from) => from?.ToString() ?? "";
}
