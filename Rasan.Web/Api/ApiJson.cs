using System.Text.Json.Serialization;
using Rasan.Web.Api.Accounts;
using Rasan.Web.Api.Logs;
using Rasan.Web.Api.Messages;
using Rasan.Web.Api.Notifications;
using Rasan.Web.Api.Routing;
using Rasan.Web.Api.Settings;

namespace Rasan.Web.Api;

/// <summary>Every shape that comes in or goes out, read and written by generated code.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(SendOtpRequest))]
[JsonSerializable(typeof(SendNotificationRequest))]
[JsonSerializable(typeof(NotificationReceipt))]
[JsonSerializable(typeof(NotificationView))]
[JsonSerializable(typeof(DryRunView))]
[JsonSerializable(typeof(SendMessagesRequest))]
[JsonSerializable(typeof(MessagesReceipt))]
[JsonSerializable(typeof(MessageView))]
[JsonSerializable(typeof(MessagePageView))]
[JsonSerializable(typeof(StateView))]
[JsonSerializable(typeof(ResendReceipt))]
[JsonSerializable(typeof(StatesRequest))]
[JsonSerializable(typeof(StatesView))]
[JsonSerializable(typeof(TokenView))]
[JsonSerializable(typeof(DailyStatisticsView))]
[JsonSerializable(typeof(OperationPageView))]
[JsonSerializable(typeof(ApiCallPageView))]
[JsonSerializable(typeof(ExplainRequest))]
[JsonSerializable(typeof(ExplainView))]
[JsonSerializable(typeof(SummaryView))]
[JsonSerializable(typeof(SetUpProviderRequest))]
[JsonSerializable(typeof(ProviderSetUpView))]
[JsonSerializable(typeof(ProvidersView))]
[JsonSerializable(typeof(OtpRoutingRequest))]
[JsonSerializable(typeof(OtpRoutingView))]
[JsonSerializable(typeof(OtpRoutingListView))]
[JsonSerializable(typeof(InboxPageView))]
[JsonSerializable(typeof(AccountListView))]
[JsonSerializable(typeof(CreateAccountRequest))]
[JsonSerializable(typeof(ChangeAccountRequest))]
[JsonSerializable(typeof(KeyRequest))]
[JsonSerializable(typeof(KeyListView))]
[JsonSerializable(typeof(LineRequest))]
[JsonSerializable(typeof(LineListView))]
[JsonSerializable(typeof(FetchedLinesView))]
[JsonSerializable(typeof(RemovedView))]
[JsonSerializable(typeof(PauseRequest))]
[JsonSerializable(typeof(AccountTestRequest))]
[JsonSerializable(typeof(AccountTestView))]
internal sealed partial class ApiJson : JsonSerializerContext;
