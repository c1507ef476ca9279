using System.Net;
using Rasan.Tests.Support;

namespace Rasan.Tests.Panel.Exports;

internal static class NoFile
{
    extension(RasanApp app)
    {
        /// <summary>The administrator asks for a file and gets none.</summary>
        public async Task MakesNoFileAsync(string path, HttpStatusCode answered)
        {
            using var browser = await app.SignInAsync();
            using var answer = await browser.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(answered, answer.StatusCode);
            Assert.Null(answer.Content.Headers.ContentDisposition);
        }
    }
}
