import { knownCatalog } from '../engine/known-catalog';
import { didYouMean } from '../engine/nearest';
import { clientRow, clientText, guardRow, guardText } from '../report/clients';
import { exits } from './exit';
import { asJson, type Request, WrongRequest } from './request';
import { tableText } from './table';
import type { Terminal } from './terminal';

/** `breakwater clients [name]`: the libraries that are known, and what they do by default. */
export function clients(request: Request, terminal: Terminal): number {
  const json = asJson(request);
  const [name, ...more] = request.args;
  if (more.length > 0) throw new WrongRequest('One library at a time: `breakwater clients axios`.');
  const known = named(name);
  if (json) {
    terminal.out(`${JSON.stringify({ schemaVersion: 1, ...known }, undefined, 2)}\n`);
    return exits.clean;
  }
  if (name !== undefined) {
    terminal.out([...known.clients.map(clientText), ...known.guards.map(guardText)].join('\n'));
    return exits.clean;
  }
  const rows = known.clients.map(clientRow).map((row) => [row.name, row.bounded, row.retries, row.evidence, row.set]);
  terminal.out(tableText(['client', 'bounded by default', 'retries', 'evidence', 'what to set'], rows, terminal.paint));
  const guards = known.guards.map(guardRow).map((row) => [row.name, row.brings, row.evidence]);
  terminal.out(`\n${tableText(['guard', 'brings', 'evidence'], guards, terminal.paint)}`);
  terminal.out(`\n${known.clients.length} clients and ${known.guards.length} guards; \`breakwater clients <name>\` says more.\n`);
  return exits.clean;
}

/** Everything, or what goes by one name: an id, a module of it, or a global. */
function named(name: string | undefined): typeof knownCatalog {
  if (name === undefined) return knownCatalog;
  const meant = (model: { id: string; modules: readonly string[]; globals?: readonly string[] }): boolean =>
    model.id === name || model.globals?.includes(name) === true || model.modules.some((module) => fits(module, name));
  const found = { clients: knownCatalog.clients.filter(meant), guards: knownCatalog.guards.filter(meant) };
  if (found.clients.length > 0 || found.guards.length > 0) return found;
  const ids = [...knownCatalog.clients, ...knownCatalog.guards].map(({ id }) => id);
  throw new WrongRequest(`\`${name}\` is not known${didYouMean(name, ids) || '; `breakwater clients` lists what is.'}`);
}

function fits(module: string, name: string): boolean {
  const [head = '', tail] = module.split('*');
  return tail === undefined ? module === name : name.length > head.length && name.startsWith(head) && name.endsWith(tail);
}
