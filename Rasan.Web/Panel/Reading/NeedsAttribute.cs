using Rasan.Core.Services;

namespace Rasan.Web.Panel.Reading;

/// <summary>What a reader must be allowed to do in the service whose page this is; every page of a service says it.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NeedsAttribute(Permissions permissions) : Attribute
{
    public Permissions Permissions => permissions;
}
