import { computedName } from '../../model/summary';
import { absent, type ClientValue, each, oneOf, unknown, type Value, written } from '../values';
import type { Evaluation } from './evaluation';

/** More entries than this are a list of data, not of clients. */
const most = 40;

/** What stands in a table under a name that is not known: a client, where some are put into it, or something else. */
export function entryOf(ev: Evaluation, of: Value): Value {
  if (of.is === 'any')
    return oneOf(
      of.of.map((one) => entryOf(ev, one)),
      of.by,
    );
  if (of.is !== 'obj') return nothing;
  const { place, expr } = of;
  const { file, frame } = place;
  const key = `~${place.expr}[]+${written(of)}@${frame?.key ?? ''}`;
  return ev.once(
    file,
    frame,
    key,
    () => {
      const named = expr.p.filter((p) => p.kind !== 'spread' && p.kind !== 'get').slice(0, most);
      const clients = clientsAmong(named.map((p) => ev.value(file, p.e, frame))).concat(writtenClients(ev, of));
      return clients.length === 0 ? nothing : oneOf([...clients, nothing], 'branch');
    },
    absent,
  );
}

/** Clients that are put into an object under names that are not known: `channels[name] = channel`. */
export function writtenClients(ev: Evaluation, { writes }: Value & { is: 'obj' }): readonly ClientValue[] {
  return clientsAmong(writes.filter(({ n }) => n === computedName).map((w) => ev.value(w.file, w.v)));
}

const clientsAmong = (values: readonly Value[]): readonly ClientValue[] => values.flatMap(each).filter((one) => one.is === 'client');

const nothing = unknown('a computed member');
