namespace Rasan.Web.Panel.Reading;

internal static class AnswerStatus
{
    extension(HttpContext http)
    {
        /// <summary>The page is sent with this status. Set while the page is drawn a 404 would take its body away: the framework leaves the rest to a middleware of its own.</summary>
        public void AnswerAtStart(int status)
        {
            if (!http.Response.HasStarted) http.Response.OnStarting(() =>
            {
                http.Response.StatusCode = status;
                return Task.CompletedTask;
            });
        }
    }
}
