using Rasan.Core.Messages;

namespace Rasan.Tests.Messages;

public sealed class OwnWordsTests
{
    [Theory]
    [InlineData("09121234567", true)]
    [InlineData("call 0912 555 44-33 now", true)]
    [InlineData("۰۹۱۲۱۲۳۴۵۶۷", true)]
    [InlineData("+49 (176) 1234567", true)]
    [InlineData("00491761234567", true)]
    [InlineData("ORDER-1234", false)]
    [InlineData("ORDER-20251120123", false)]
    [InlineData("shop", false)]
    public void A_number_is_seen_however_it_is_written(string words, bool holds) => Assert.Equal(holds, OwnWords.MayHoldNumber(words));
}
