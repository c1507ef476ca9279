using System.Globalization;

namespace Rasan.Bench.Measures;

/// <summary>Texts as services send them: a few sentences all the time, names and words by their frequency, numbers that come once.</summary>
internal sealed class OldTexts(int seed)
{
    private static readonly string[] Sentences =
    [
        "مشتری گرامی {0}، سفارش شما با شمارهٔ {1} ثبت شد و به‌زودی ارسال می‌شود.",
        "{0} عزیز، مبلغ {1} ریال از حساب شما برداشت شد. مانده: {2} ریال",
        "سلام {0}، مرسولهٔ شما با کد رهگیری {1} تحویل پست شد. فروشگاه {3}",
        "یادآوری: قسط شمارهٔ {1} وام شما فردا سررسید می‌شود. بانک {3}",
        "{0} گرامی، نوبت شما در درمانگاه {3} برای ساعت ۱۰ تأیید شد. کد {1}",
        "تخفیف ویژهٔ {3}: تا ۳۰ درصد برای {4} و {5}. لغو ۱۱",
        "پروفسور {0}، جلسهٔ {4} به روز شنبه موکول شد. دبیرخانهٔ {3}",
        "خرید شما از {3} به مبلغ {1} ریال موفق بود. پیگیری {2}",
        "Dear customer, your order {1} is on its way. Thank you for buying with {3}.",
        "Your parcel {1} was delivered to the {4} desk. Questions? Call {3}.",
        "کاربر گرامی، درخواست {4} شما با شمارهٔ {1} بسته شد. نظرتان دربارهٔ {5} چیست؟",
        "بیمه‌گذار محترم {0}، بیمه‌نامهٔ {1} تا پایان ماه تمدید شود. {3}",
    ];

    private static readonly string[] First =
        [.. "علی محمد حسین رضا مهدی سارا مریم زهرا فاطمه نرگس امیر حمید کاوه آرش بهرام شیرین لیلا مینا نازنین پریسا یوسف ابراهیم داوود کیان ژاله گلناز هومن فرهاد سیاوش منیژه".Split(' ')];

    private static readonly string[] Stems =
        [.. "کریم احمد رحیم صادق نور جعفر هاشم موسو طاهر قاسم باقر سلیم یزد شیراز تبریز کرمان گیلان خراسان اصفهان همدان بهبهان دامغان سمنان زنجان قزوین گرگان نیشابور سبزوار لار مراغه".Split(' ')];

    private static readonly string[] Endings = ["ی", "یان", "زاده", "پور", "نژاد", "وند", "لو", "فر", "نیا", "دوست", "پناه", "خواه", "منش", "راد"];

    private static readonly string[] Words =
        [.. "کتاب کفش گوشی یخچال پتو فرش لپ‌تاپ دوربین عینک ساعت کیف پیراهن شلوار میز صندلی چراغ بخاری کولر تلویزیون دوچرخه چتر عطر قهوه چای برنج روغن عسل پنیر ماست زعفران پسته گردو خرما انار سیب پرتقال".Split(' ')];

    /// <summary>A word that few write: in one text of a hundred thousand.</summary>
    public const string Rare = "پژوهشنامه";

    private const int RareOnceIn = 100_000;

    private readonly Random _random = new(seed);

    public string Next()
    {
        if (_random.Next(RareOnceIn) == 0) return $"{Name()} گرامی، {Rare} شما به نشانی {Shop()} فرستاده شد.";
        var sentence = Sentences[Often(Sentences.Length)];
        return string.Format(CultureInfo.InvariantCulture, sentence, Name(), Number(), Number(), Shop(), Words[Often(Words.Length)], Words[Often(Words.Length)]);
    }

    /// <summary>Fifty questions, from a word in every second text to a number that came once.</summary>
    /// <param name="sent">Texts that were sent.</param>
    public static string[] Questions(IReadOnlyList<string> sent)
    {
        var texts = new OldTexts(7);
        string[] common = ["گرامی", "سفارش", "ریال", "فروشگاه", "تخفيف ويژه", "order", "كد رهگيری", "delivered", "بیمه‌نامه", "بانک"];
        return
        [
            .. common,
            .. Enumerable.Range(0, 12).Select(_ => texts.Name()),
            .. Enumerable.Range(0, 8).Select(_ => texts.Shop()),
            .. Words.Take(8),
            .. sent.Take(8).Select(text => text[..Math.Min(text.Length, 24)]),
            .. sent.Skip(8).Take(4).Select(text => string.Concat(text.SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit)) is { Length: > 2 } number ? number : "nothing"),
        ];
    }

    private string Name() => $"{First[Often(First.Length)]} {Stems[Often(Stems.Length)]}{Endings[Often(Endings.Length)]}";

    private string Shop() => $"{Stems[Often(Stems.Length)]}{Endings[_random.Next(Endings.Length)]} {Words[_random.Next(Words.Length)]}";

    private string Number() => _random.Next(10_000_000, 2_000_000_000).ToString(CultureInfo.InvariantCulture);

    /// <summary>The first ones more often than the last.</summary>
    private int Often(int count) => (int)(count * Math.Pow(_random.NextDouble(), 2));
}
