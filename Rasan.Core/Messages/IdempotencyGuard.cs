namespace Rasan.Core.Messages;

/// <summary>The same key and request give the first answer again.</summary>
/// <typeparam name="TMade">What is made under the key.</typeparam>
/// <param name="Route">The route template: keys are told apart per service and route.</param>
/// <param name="Key">As sent, at most 128 characters.</param>
/// <param name="RequestHash">SHA-256 over method, path and raw body.</param>
/// <param name="Status">The status of the first answer.</param>
/// <param name="Answer">Makes the body that is kept with what is made, and given again.</param>
public sealed record IdempotencyGuard<TMade>(string Route, string Key, byte[] RequestHash, int Status, Func<TMade, byte[]> Answer);
