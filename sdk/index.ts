/**
 * `@hdms/sdk`: everything that a capability of another party may import, and nothing else. What is listed here is
 * versioned by semver: `api.md` holds it, and a change of it that was not meant fails the check.
 */
export type {
  ContractUpgrade,
  ResolvedState,
  TransactionView,
} from '@hdms/flows/core/contract.ts'
export { includesKey, onlyCommand } from '@hdms/flows/core/contract.ts'
export { type Decision, toDecide } from '@hdms/flows/core/decision.ts'
export type {
  GuestCapability as Capability,
  GuestChanges as Changes,
  GuestCommand as Command,
  GuestContext as Context,
  GuestContract as Contract,
  GuestEvent as OutsideEvent,
  GuestFlow as OwnerFlow,
  GuestResponder as PeerFlow,
  GuestRows as Rows,
  GuestRun as Flow,
  GuestScreen as Screen,
  GuestSetting as Setting,
  GuestView as View,
  KnownMember as Member,
  Proposal,
  Proposed,
  ProposedOutput,
  Recorded,
} from '@hdms/flows/core/guest.ts'
export { type StatesIn, statesIn } from '@hdms/flows/core/guest-contract.ts'
export { type GuestReasons as Reasons, type Refusals, refusals } from '@hdms/flows/core/guest-refusals.ts'
export {
  bytes,
  codeOfError as codeOf,
  flag,
  type GuestMessage as Message,
  message,
  oneOf,
  optional,
  record,
  type Shape,
  type Shaped,
  type StateForm,
  stateForm,
  text,
  type ValueReader as Reader,
  whole,
} from '@hdms/flows/core/guest-values.ts'
export type {
  Aggregate,
  Aggregation,
  FieldTest,
  FieldValue,
  FoundState,
  Page,
  PageQuery,
  StateQuery,
  StateReader,
} from '@hdms/flows/core/vault-query.ts'
export type { OwnerQuestion as Question, Words } from '@hdms/flows/engine/question.ts'
export type { Session, StepTools, Value } from '@hdms/flows/engine/types.ts'
export { equal, fromHex, fromUtf8, hex, utf8 } from '@hdms/shared/bytes.ts'
