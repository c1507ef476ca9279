using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;
using Rasan.Core.Storage;
using Rasan.Tests.Support;
using Rasan.Web.Hosting.Secrets;

namespace Rasan.Tests.Hosting;

public sealed class SecretBoxTests : IDisposable
{
    private readonly DataDirectory _data = new(Directory.CreateTempSubdirectory("rasan-secrets-").FullName);
    private readonly ManualClock _clock = new();

    public void Dispose() => Directory.Delete(_data.Root, recursive: true);

    [Fact]
    public void What_was_sealed_opens_after_a_restart_and_looks_different_each_time()
    {
        using var keys = Keys(_data);
        var box = new SecretBox(keys);
        var (one, other) = (box.Seal("کد شما 123456"u8), box.Seal("کد شما 123456"u8));
        Assert.NotEqual(one, other);
        using var after = Keys(_data);
        Assert.Equal("کد شما 123456", Encoding.UTF8.GetString(new SecretBox(after).Open(one)));
        Assert.Empty(new SecretBox(after).Open(box.Seal([])));
    }

    [Fact]
    public void A_changed_byte_anywhere_is_noticed()
    {
        using var keys = Keys(_data);
        var box = new SecretBox(keys);
        var sealedBytes = box.Seal("secret"u8);
        for (var i = 0; i < sealedBytes.Length; i++)
        {
            var changed = sealedBytes.ToArray();
            changed[i] ^= 1;
            Assert.ThrowsAny<CryptographicException>(() => box.Open(changed));
        }

        Assert.ThrowsAny<CryptographicException>(() => box.Open([1, 2, 3]));
    }

    [Fact]
    public void After_ninety_days_a_new_key_seals_and_the_old_one_still_opens()
    {
        using var keys = Keys(_data);
        var box = new SecretBox(keys);
        var old = box.Seal("old"u8);
        using var running = Keys(_data);   // another process, which has read the keys before the new one came
        var beside = new SecretBox(running);
        Assert.Equal("old"u8, beside.Open(old));

        _clock.Advance(TimeSpan.FromDays(91));
        keys.Renew();
        keys.Renew();

        Assert.Equal(["data-key-0001", "data-key-0002"], Directory.EnumerateFiles(_data.Keys, "data-key-*").Select(Path.GetFileName).Order(StringComparer.Ordinal));
        var young = box.Seal("young"u8);
        Assert.NotEqual(old[1..5], young[1..5]);
        Assert.Equal("old"u8, box.Open(old));
        Assert.Equal("young"u8, beside.Open(young));
    }

    [Fact]
    public void Another_key_ring_opens_nothing()
    {
        using var keys = Keys(_data);
        var sealedBytes = new SecretBox(keys).Seal("secret"u8);
        var elsewhere = new DataDirectory(Path.Combine(_data.Root, "elsewhere"));
        using var others = Keys(elsewhere);
        var box = new SecretBox(others);
        box.Seal("theirs"u8);
        Assert.ThrowsAny<CryptographicException>(() => box.Open(sealedBytes));
    }

    [Fact]
    public void Many_threads_seal_and_open_at_once()
    {
        using var keys = Keys(_data);
        var box = new SecretBox(keys);
        Parallel.For(0, 2000, number =>
        {
            var text = BitConverter.GetBytes(number);
            Assert.Equal(text, box.Open(box.Seal(text)));
        });
    }

    [Fact]
    public void The_key_lies_sealed_and_for_its_owner_alone()
    {
        using var keys = Keys(_data);
        new SecretBox(keys).Seal("secret"u8);
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(DurableFile.OwnerOnly, File.GetUnixFileMode(Path.Combine(_data.Keys, "data-key-0001")));
        Assert.Equal(DurableFile.OwnerOnlyFolder, File.GetUnixFileMode(_data.Keys));
    }

    private DataKeys Keys(DataDirectory data) => new(DataProtectionProvider.Create(new DirectoryInfo(data.Keys), ring => ring.SetApplicationName("Rasan")), data, _clock);
}
