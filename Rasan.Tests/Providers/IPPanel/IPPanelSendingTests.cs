using System.Text;
using Rasan.Providers.IPPanel;

namespace Rasan.Tests.Providers.IPPanel;

/// <summary>The requests of all twelve ways of sending, held against the samples of the vendor's document.</summary>
public sealed class IPPanelSendingTests
{
    private const string Line = "+983000505";

    private static readonly DateTimeOffset At = new(2025, 3, 12, 21, 20, 2, TimeSpan.Zero);
    private static readonly string[] Two = ["+989120000000", "+989350000000"];

    [Fact]
    public Task Normal_and_webservice_have_one_text_for_many() => IsAsync(
        IPPanelSending.Normal(Line, "متن پیام", Two, At),
        """{"sending_type":"normal","from_number":"+983000505","message":"متن پیام","params":{"recipients":["+989120000000","+989350000000"]},"send_time":"2025-03-12 21:20:02"}""");

    [Fact]
    public Task Peer_to_peer_has_a_text_for_each() => IsAsync(
        IPPanelSending.PeerToPeer(Line, [new(Two, "پیام اول"), new(["+989130000000"], "پیام دوم")]),
        """{"sending_type":"peer_to_peer","from_number":"+983000505","params":[{"recipients":["+989120000000","+989350000000"],"message":"پیام اول"},{"recipients":["+989130000000"],"message":"پیام دوم"}]}""");

    [Fact]
    public Task Pattern_fills_the_vendors_own_text() => IsAsync(
        IPPanelSending.Pattern(Line, "xxxxxxxxxxxxxxx", "+989120000000", [new("code", "متن جایگذاری")]),
        """{"sending_type":"pattern","from_number":"+983000505","code":"xxxxxxxxxxxxxxx","recipients":["+989120000000"],"params":{"code":"متن جایگذاری"}}""");

    [Fact]
    public Task Votp_has_no_sender() => IsAsync(IPPanelSending.Votp("45852", "+989120000000"), """{"sending_type":"votp","message":"45852","params":{"recipients":["+989120000000"]}}""");

    [Fact]
    public Task Phonebook_takes_whole_books_and_single_entries() => IsAsync(
        IPPanelSending.Phonebook(Line, "تست", [new("all") { PhonebookIds = ["123654"], Start = "1", Size = "2" }, new("detail") { PhonebookId = "456987", NumberIds = ["123", "456", "789"] }]),
        """{"sending_type":"phonebook","from_number":"+983000505","message":"تست","params":[{"phonebook_ids":["123654"],"type":"all","start":"1","size":"2"},{"phonebook_id":"456987","type":"detail","number_ids":["123","456","789"]}]}""");

    [Fact]
    public Task Keyword_phonebook_fills_slots_from_a_book() => IsAsync(
        IPPanelSending.KeywordPhonebook(Line, "تاریخ {ex_50856}\nبدهی {ex_50858}", ["123654"], At),
        """{"sending_type":"keyword_phonebook","from_number":"+983000505","message":"تاریخ {ex_50856}\nبدهی {ex_50858}","send_time":"2025-03-12 21:20:02","params":[{"phonebook_id":123654}]}""");

    [Fact]
    public Task Postal_code_names_areas_and_others() => IsAsync(
        IPPanelSending.PostalCode("+98BANK", "متن پیام", [new("all", 0, 1330, 1402, new(0, 1), new(0, 0), new(0, 0)) { PostalCode = 131 }], Two, At),
        """{"sending_type":"postal_code","from_number":"+98BANK","message":"متن پیام","params":[{"bank":"all","postal_code":131,"gender":0,"age_from":1330,"age_to":1402,"mci":{"start":0,"size":1},"irancell":{"start":0,"size":0},"other":{"start":0,"size":0}}],"other_recipients":["+989120000000","+989350000000"],"send_time":"2025-03-12 21:20:02"}""");

    [Fact]
    public Task Country_names_provinces_and_cities() => IsAsync(
        IPPanelSending.Country("+98BANK", "تست", [new("all", 0, 1300, 1401, new(10, 100), new(1, 2), new(2, 3)) { Pre = 938, ProvinceId = 89, CountyId = 212, CityId = 82 }], ["+989121111111", "+989351111111"]),
        """{"sending_type":"country","from_number":"+98BANK","message":"تست","params":[{"bank":"all","pre":938,"province_id":89,"county_id":212,"city_id":82,"gender":0,"age_from":1300,"age_to":1401,"mci":{"start":10,"size":100},"irancell":{"start":1,"size":2},"other":{"start":2,"size":3}}],"other_recipients":["+989121111111","+989351111111"]}""");

    [Fact]
    public async Task File_is_a_form_with_numbers_and_others() => Assert.Equal(
        ["sending_type=file", "from_number=+983000505", "message=متن پیام", "send_time=2025-03-12 21:20:02", "other_recipients[]=+989120000000", "other_recipients[]=+989350000000", "files[](file.csv)=09120000000"],
        await PartsAsync(IPPanelSending.File(Line, "متن پیام", "file.csv", "09120000000"u8.ToArray(), Two, At)));

    [Fact]
    public async Task Keyword_is_a_form_whose_columns_fill_the_text() => Assert.Equal(
        ["sending_type=keyword", "from_number=+983000505", "message=سلام {ex_B} م۱ {ex_C}", "files[](file.xlsx)=x"],
        await PartsAsync(IPPanelSending.Keyword(Line, "سلام {ex_B} م۱ {ex_C}", "file.xlsx", "x"u8.ToArray())));

    [Fact]
    public async Task Peer_to_peer_file_is_a_form_without_a_text() => Assert.Equal(
        ["sending_type=peer_to_peer_file", "from_number=+983000505", "send_time=2025-03-12 21:20:02", "files[](file.csv)=x"],
        await PartsAsync(IPPanelSending.PeerToPeerFile(Line, "file.csv", "x"u8.ToArray(), At)));

    private static async Task IsAsync(HttpContent content, string sample)
    {
        using (content) IPPanelWireTests.Same(sample, await content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<IReadOnlyList<string>> PartsAsync(HttpContent content)
    {
        using (content)
        {
            List<string> parts = [];
            foreach (var part in Assert.IsType<MultipartFormDataContent>(content))
            {
                var (name, file) = (part.Headers.ContentDisposition!.Name!.Trim('"'), part.Headers.ContentDisposition.FileName?.Trim('"'));
                parts.Add($"{name}{(file is null ? "" : $"({file})")}={Encoding.UTF8.GetString(await part.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))}");
            }
            return parts;
        }
    }
}
