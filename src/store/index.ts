/** A ledger in memory: changes in, figures recomputed when asked, snapshots that never change. */
export type { Change, ChangeKind, RawChangeRow } from "./change.ts";
export { changeKinds } from "./change.ts";
export type { Invitation } from "./invitation.ts";
export { readSnapshot } from "./read-snapshot.ts";
export type { AccountIdentity, SnapshotRow } from "./row.ts";
export {
  type Snapshot,
  type SnapshotHeader,
  type SnapshotJson,
  type SnapshotRowJson,
  type SnapshotSettings,
  snapshotFormat,
  type TallyJson,
} from "./snapshot.ts";
export {
  type Applied,
  openStore,
  type RecomputeOptions,
  type Staleness,
  type Store,
  type StoreCalendar,
  type StoreOptions,
  stalenesses,
} from "./store.ts";
export { type FigureOptions, type TakeSnapshotOptions, takeSnapshot } from "./take-snapshot.ts";
