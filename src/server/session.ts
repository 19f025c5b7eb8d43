import type { Connection, TextDocuments } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Client } from './client';
import type { Fixes } from './fixes';
import type { Folder, Folders } from './folders';
import type { Hall } from './hall';
import type { Log } from './log';
import type { Manner } from './diagnostics';

/** What every feature of the server needs: who asks, what is open, where the answers come from. */
export interface Session {
  readonly connection: Connection;
  readonly client: Client;
  readonly hall: Hall;
  readonly documents: TextDocuments<TextDocument>;
  readonly folders: Folders;
  readonly fixes: Fixes;
  readonly log: Log;
  /** The client registers the commands of `clientCommands`. */
  readonly clientCommands: boolean;
  /** Where a rule's page is, as this client can open it. */
  address(rule: string): string | undefined;
  manner(folder: Folder): Manner;
  /** Resolves when the folders and their settings are known. */
  ready(): Promise<void>;
}
