using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Text;

namespace Rasan.Tests.Support;

/// <summary>Whatever this process tells anybody while it lives: traces, metrics, the texts of exceptions, and what a test hands in beside them.</summary>
internal sealed class EverythingSaid : IDisposable
{
    private readonly ConcurrentQueue<(string Where, string Text)> _said = new();
    private readonly ActivityListener _traces;
    private readonly MeterListener _metrics;

    public EverythingSaid()
    {
        _traces = new() { ShouldListenTo = _ => true, Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded, ActivityStopped = Hear };
        ActivitySource.AddActivityListener(_traces);
        _metrics = new() { InstrumentPublished = (instrument, listener) => listener.EnableMeasurementEvents(instrument) };
        _metrics.SetMeasurementEventCallback<long>(Hear);
        _metrics.SetMeasurementEventCallback<int>(Hear);
        _metrics.SetMeasurementEventCallback<double>(Hear);
        _metrics.Start();
        AppDomain.CurrentDomain.FirstChanceException += Hear;
    }

    /// <summary>How much was heard, by where: a test that heard nothing has proved nothing.</summary>
    public IReadOnlyDictionary<string, int> Heard => _said.CountBy(one => one.Where.Split(':')[0]).ToDictionary(StringComparer.Ordinal);

    public void Add(string where, string text) => _said.Enqueue((where, text));

    /// <summary>Every file of the directory, byte by byte; a file that is being written too. The last thing a test does: closing a database's file gives up this process's locks on it.</summary>
    public async Task AddFilesAsync(string directory, CancellationToken ct)
    {
        foreach (var path in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Where(path => !path.EndsWith(".lock", StringComparison.Ordinal)))
        {
            try
            {
                await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                using var bytes = new MemoryStream();
                await file.CopyToAsync(bytes, ct);
                Add($"file:{Path.GetRelativePath(directory, path)}", Encoding.Latin1.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
            }
            catch (FileNotFoundException)
            {
                // a journal whose transaction is over
            }
        }
    }

    /// <returns>Where it can be read, as it is or in Base64 wherever it begins there.</returns>
    public IEnumerable<string> WhereSaid(string secret)
    {
        string[] forms = [secret, .. Enumerable.Range(0, 3).Select(before => InBase64(secret, before))];
        return _said.Where(one => Array.Exists(forms, form => one.Text.Contains(form, StringComparison.Ordinal))).Select(one => $"{one.Where}: {Around(one.Text, forms)}").Distinct(StringComparer.Ordinal);
    }

    public void Dispose()
    {
        AppDomain.CurrentDomain.FirstChanceException -= Hear;
        _traces.Dispose();
        _metrics.Dispose();
    }

    /// <summary>What of it does not depend on what stands before and behind it.</summary>
    private static string InBase64(string secret, int before)
    {
        var text = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('x', before) + secret));
        return text[(before == 0 ? 0 : 4)..^4];
    }

    private static string Around(string text, string[] forms)
    {
        var at = forms.Max(form => text.IndexOf(form, StringComparison.Ordinal));
        return text[Math.Max(0, at - 60)..Math.Min(text.Length, at + 60)].ReplaceLineEndings(" ");
    }

    private void Hear(Activity trace) =>
        Add($"trace:{trace.Source.Name}", $"{trace.DisplayName} {trace.OperationName} {string.Join(' ', trace.TagObjects)} {string.Join(' ', trace.Baggage)} {string.Join(' ', trace.Events.SelectMany(e => e.Tags))}");

    private void Hear<T>(Instrument instrument, T measured, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var text = new StringBuilder(instrument.Name);
        foreach (var (name, value) in tags) text.Append(CultureInfo.InvariantCulture, $" {name}={value}");
        Add($"metric:{instrument.Name}", text.ToString());
    }

    private void Hear(object? sender, FirstChanceExceptionEventArgs thrown) => Add("exception", $"{thrown.Exception.GetType()} {thrown.Exception.Message} {string.Join(' ', thrown.Exception.Data.Values.Cast<object?>())}");
}
