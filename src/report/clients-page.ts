import type { Catalog } from '../model/catalog';
import { clientRow, guardRow } from './clients';

/** `docs/clients.md`, written by `npm run sync`. */
export function clientsPage({ clients, guards }: Catalog): string {
  const executed = (models: readonly { readonly evidence: readonly { readonly how: string }[] }[]): number =>
    models.filter((model) => model.evidence.some(({ how }) => how === 'executed')).length;
  const clientRows = clients
    .map(clientRow)
    .map(({ name, bounded, retries, set, evidence }) => [code(name), bounded, retries, code(set), evidence]);
  const guardRows = guards.map(guardRow).map(({ name, brings, evidence }) => [code(name), brings, evidence]);
  const readRows = [...clients, ...guards].flatMap(({ id, evidence }) =>
    evidence.flatMap(({ except = [] }) =>
      except.map((row) => {
        const colon = row.lastIndexOf(': ');
        return [code(id), code(row.slice(0, colon)), row.slice(colon + 2)];
      }),
    ),
  );
  return [
    '# Clients and guards',
    '',
    `Breakwater knows ${clients.length} libraries that send requests and ${guards.length} that protect them. What it says of ${executed(clients)} clients and ${executed(guards)} guards was`,
    'executed against the real package (`npm run test:evidence`) at the version named; the rest was read in their sources and',
    'documentation. `breakwater clients <name>` says more of one. A library of your own is taught in [extending](extending.md).',
    '',
    '## Clients',
    '',
    '“Bounded by default” names what ends a call that nobody bounded: `attempt` and `total` are bounds on a whole request,',
    '`connect`, `headers` and `idle` on a part of it. What the platform does on its own (300 s of silence on Node’s `fetch`) is',
    'not counted.',
    '',
    ...table(['client', 'bounded by default', 'retries', 'what to set', 'evidence'], clientRows),
    '',
    '## Guards',
    '',
    ...table(['guard', 'brings', 'evidence'], guardRows),
    '',
    '## Rows that were read',
    '',
    'Of the clients and guards above that were executed, these rows could not be, and were read as well.',
    '',
    ...table(['client or guard', 'row', 'why'], readRows),
    '',
  ].join('\n');
}

function code(text: string): string {
  return text === '' ? '' : `\`${text}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replace(/\|/g, '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)];
}
