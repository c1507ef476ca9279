using Rasan.Core.Messages;
using Rasan.Core.Services;

namespace Rasan.Web.Panel.Exports;

internal static class ShownNumbers
{
    extension(Caller caller)
    {
        /// <summary>E.164, masked for who may not see numbers; null once wiped.</summary>
        public string? ShownNumber(string? number) => number is null || caller.May(Permissions.SeeNumbers) ? number : Recipient.FromStored(number).ToString();
    }
}
