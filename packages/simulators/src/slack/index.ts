export type { JsonObject, JsonValue } from "./json-value.ts";
export type { Fault, FaultBehaviour, FaultHandle } from "./faults.ts";
export { LIMITS } from "./limits.ts";
export { SnapshotError } from "../snapshot/snapshot-error.ts";
export type { SlackSnapshot } from "./snapshot/slack-snapshot.ts";
export type { SlackSnapshotBounds } from "./snapshot/take-slack-snapshot.ts";
export type { SlackSimulator, SlackSimulatorOptions } from "./start-slack-simulator.ts";
export { startSlackSimulator } from "./start-slack-simulator.ts";
export type { ClickInput } from "./traffic/click-element.ts";
export type { AppRequest, Delivery, EventRetry, Receipt, RetryReason } from "./traffic/delivery.ts";
export type { CommandInput } from "./traffic/run-command.ts";
export type { SayInput, SayReceipt } from "./traffic/say.ts";
export type { SignedRequest } from "./traffic/sign-request.ts";
export { signRequest } from "./traffic/sign-request.ts";
export type { AppAddresses } from "./traffic/signed-http.ts";
export type { ModalValues, SubmitReceipt } from "./traffic/submit-modal.ts";
export type { SuggestionInput, SuggestionReceipt } from "./traffic/suggest-options.ts";
export type { EventInput } from "./traffic/tell-event.ts";
export type { BlocksRefusal } from "./validation/message-blocks.ts";
export { refuseMessageBlocks } from "./validation/message-blocks.ts";
export { viewFaults } from "./validation/views.ts";
export type { LoggedRequest } from "./web-api/request-log.ts";
export type { Channel } from "./world/channel.ts";
export type {
  EphemeralMessage,
  MessageVersion,
  Organisation,
  SlackFile,
  SlackMessage,
  SlackUser,
  SlackUserGroup,
  SlackView,
  Workspace,
} from "./world/entities.ts";
export type { Listener, SlackHappenings } from "./world/event-hub.ts";
export type { SlackAppIdentity } from "./world/slack-world.ts";
export type { ChannelSetup, OrganisationSetup, UserSetup, WorkspaceSetup } from "./world/world-setup.ts";
export { defaultScopes, defaultWorkspace } from "./world/world-setup.ts";
