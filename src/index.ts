/** The programmatic door: open a workspace, ask it. Everything else of the package may change without notice. */
export { openWorkspace } from './engine/workspace';
export type { OpenedWorkspace, WorkspaceOptions } from './engine/workspace-options';
export type * from './model/analysis';
export type * from './model/call';
export type * from './model/catalog';
export type * from './model/finding';
export type * from './model/layer';
export type * from './model/profile';
export type * from './model/provenance';
export type * from './model/remedy';
export type * from './model/rule';
export type * from './model/span';
