import { knownCatalog } from '../engine/known';
import type { ClientModel } from '../model/catalog';
import { exits } from './exit';
import { oneOf, type Request } from './request';
import { tableText } from './table';
import type { Terminal } from './terminal';

/** `breakwater clients`: the libraries that are known, and what they do by default. */
export function clients(request: Request, terminal: Terminal): number {
  const { clients: known, guards } = knownCatalog;
  if (oneOf(request, 'format', ['pretty', 'json']) === 'json') {
    terminal.out(`${JSON.stringify({ schemaVersion: 1, clients: known, guards }, undefined, 2)}\n`);
    return exits.clean;
  }
  const rows = known.map((client) => [client.id, defaultTimeout(client), defaultRetry(client), client.advice ?? '']);
  terminal.out(tableText(['client', 'timeout unless set', 'retries unless set', 'what to set'], rows, terminal.paint));
  terminal.out(
    `\n${known.length} clients, and ${guards.length} libraries that protect calls: ${guards.map((guard) => guard.id).join(', ')}.\n`,
  );
  return exits.clean;
}

function defaultTimeout({ defaults }: ClientModel): string {
  const bounds = defaults.flatMap((row) => (row.facet === 'timeout' ? [row] : []));
  const whole = bounds.find(
    (row) => (row.covers === 'attempt' || row.covers === 'total') && row.ms !== 'unbounded' && row.platform !== true,
  );
  if (whole !== undefined) return `${whole.ms} ms`;
  const part = bounds.find((row) => row.ms !== 'unbounded');
  return part === undefined ? 'none' : `none (${part.covers}: ${part.ms} ms)`;
}

function defaultRetry({ defaults }: ClientModel): string {
  const retries = defaults.flatMap((row) => (row.facet === 'retry' && row.reconnect !== true ? [row] : []));
  const most = retries.find((row) => row.attempts !== 1);
  return most === undefined ? 'none' : most.attempts === 'unbounded' ? 'no end' : `${most.attempts} tries`;
}
