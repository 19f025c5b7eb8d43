import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { engine } from './engine';
import { serve } from './serve';

/** Serves whoever started this process, over IPC or standard input and output as the arguments say. */
export function start(): void {
  serve(createConnection(ProposedFeatures.all), engine);
}
