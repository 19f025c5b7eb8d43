/** What the server and a client say to each other beyond the Language Server Protocol: names and plain shapes, nothing that runs. */

/** Sent to `workspace/executeCommand`; any editor may send them. */
export const serverCommands = {
  check: 'breakwater.server.check',
  cancelCheck: 'breakwater.server.cancelCheck',
  config: 'breakwater.server.config',
  createConfig: 'breakwater.server.createConfig',
  debugInformation: 'breakwater.server.debugInformation',
  explainCall: 'breakwater.server.explainCall',
  explainRule: 'breakwater.server.explainRule',
  fixAll: 'breakwater.server.fixAll',
  fixAllOfRule: 'breakwater.server.fixAllOfRule',
  inventory: 'breakwater.server.inventory',
  report: 'breakwater.server.report',
  rules: 'breakwater.server.rules',
  updateBaseline: 'breakwater.server.updateBaseline',
} as const;

/** Commands a client may offer; the server puts them into lenses and actions when told that they exist. */
export const clientCommands = {
  explainRule: 'breakwater.explainRule',
  explainCall: 'breakwater.explainCall',
  /** Takes an address, a line and a character, both from zero. */
  goTo: 'breakwater.goTo',
} as const;

/** `initializationOptions`; each part may be left out. */
export interface InitializationOptions {
  /** The client registers {@link clientCommands}. */
  readonly clientCommands?: boolean;
  /** Where a rule's page is, with `{rule}` for its name; default: the page on the web. */
  readonly ruleAddress?: string;
  /** The words of the client's language by the English ones, as in `l10n/bundle.l10n.*.json`; default English. */
  readonly words?: Readonly<Record<string, unknown>> | undefined;
  /** Settings of a client that cannot answer `workspace/configuration`. */
  readonly settings?: unknown;
}

/** Server → client: how things stand. */
export const statusNotification = 'breakwater/status';

export interface Status {
  /** `busy` is told when an answer takes longer than a moment; the rest is as it was before. */
  readonly state: 'busy' | 'ready' | 'off' | 'incomplete';
  /** All of it in a few words, and in more, in the client's language. */
  readonly headline: string;
  readonly detail: string;
  /** Of Breakwater itself. */
  readonly version: string;
  /** Versions that workspaces have installed for their command, where they are others. */
  readonly others: readonly string[];
  readonly calls: number;
  /** Calls whose wait is bounded. */
  readonly bounded: number;
  /** Calls whose bound could not be read. */
  readonly unknown: number;
  readonly findings: number;
  /** Configuration files in force, as URIs. */
  readonly configs: readonly string[];
  /** Milliseconds the last answer took. */
  readonly ms: number;
  readonly pace: 'good' | 'slow' | 'too slow';
  /** What went wrong, in sentences. */
  readonly problems: readonly string[];
}

/** Server → client: the inventory is out of date; ask again if it is shown. */
export const inventoryChangedNotification = 'breakwater/inventoryChanged';

export type Grouping = 'host' | 'client' | 'file';
export type InventoryFilter = 'all' | 'unprotected' | 'findings';

export interface InventoryRequest {
  readonly by: Grouping;
  readonly filter: InventoryFilter;
}

export interface InventoryGroup {
  readonly label: string;
  readonly unprotected: number;
  readonly calls: readonly InventoryCall[];
}

export interface InventoryCall {
  /** As it reads in code: `axios.get`. */
  readonly label: string;
  /** The profile in short and the place: `⏱ 5 s ↻ 3 · src/user.ts:12`. */
  readonly detail: string;
  /** Markdown: the whole profile. */
  readonly tooltip: string;
  readonly state: 'bounded' | 'unbounded' | 'unknown';
  readonly uri: string;
  readonly line: number;
  readonly character: number;
}

/** A text to show: Markdown, or a whole HTML document. */
export interface Page {
  readonly title: string;
  readonly text: string;
}
