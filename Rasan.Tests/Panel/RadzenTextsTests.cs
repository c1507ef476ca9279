using System.Globalization;
using System.Resources;
using System.Xml.Linq;
using Radzen.Blazor;
using Rasan.Tests.House;

namespace Rasan.Tests.Panel;

public sealed class RadzenTextsTests
{
    /// <summary>A key that Radzen does not ask for would never be shown, and its English would.</summary>
    [Fact]
    public void Every_word_for_Radzens_components_is_one_that_they_ask_for()
    {
        var asked = new ResourceManager("Radzen.Blazor.RadzenStrings", typeof(RadzenChart).Assembly);
        var ours = Repository.Files(".resx").Single(file => file.Name == "RadzenTexts.resx");
        var keys = XDocument.Parse(ours.Text).Root!.Elements("data").Select(data => data.Attribute("name")!.Value).ToList();
        Assert.NotEmpty(keys);
        Assert.All(keys, key => Assert.NotNull(asked.GetString(key, CultureInfo.InvariantCulture)));
    }
}
