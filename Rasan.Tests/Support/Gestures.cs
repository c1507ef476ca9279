using AngleSharp.Dom;
using Bunit;
using Microsoft.AspNetCore.Components;

namespace Rasan.Tests.Support;

/// <summary>What a person does to a component. An element is found and used between two drawings: the handlers of one that was found before a drawing are gone after it.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("ApiDesign", "RS0030", Justification = "It is banned everywhere else for what is done here.")]
internal static class Gestures
{
    extension(IRenderedComponent<IComponent> page)
    {
        public Task InputAsync(string place, string text) => page.UseAsync(place, found => found.InputAsync(text));

        public Task ChangeAsync(string place, object value) => page.UseAsync(place, found => found.ChangeAsync(value));

        public Task ChangeAsync(Func<IElement> find, object value) => page.InvokeAsync(() => find().ChangeAsync(value));

        public Task ClickAsync(string place) => page.UseAsync(place, found => found.ClickAsync());

        public Task ClickAsync(Func<IElement> find) => page.InvokeAsync(() => find().ClickAsync());

        public Task SubmitAsync(string place) => page.UseAsync(place, found => found.SubmitAsync());

        /// <summary>Once it is there.</summary>
        private async Task UseAsync(string place, Func<IElement, Task> use)
        {
            await page.WaitForElementAsync(place);
            await page.InvokeAsync(() => use(page.Find(place)));
        }
    }
}
