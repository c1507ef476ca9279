using Rasan.Tests.Browser;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Rasan.Tests.Support.BrowserFirst))]

namespace Rasan.Tests.Support;

/// <summary>The browser's tests share one browser and run one after the other: begun last, they would be waited for alone.</summary>
public sealed class BrowserFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections) where TTestCollection : ITestCollection =>
        [.. testCollections.OrderByDescending(collection => collection.TestCollectionDisplayName == BrowserCollection.Name)];
}
