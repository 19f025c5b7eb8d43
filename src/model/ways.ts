import type { CallPath, CallSite, GuardedCall, User } from './call';
import type { FanOutLayer, Layer, RetryLayer } from './layer';
import type { Provenance } from './provenance';
import type { Place, Verdict } from './rule';

/** Every known way to a call; the one that `layers` says when all of them agree. */
export function waysOf(call: GuardedCall): readonly CallPath[] {
  if (call.paths.length > 0) return call.paths;
  return [{ layers: call.layers, profile: call.profile, through: [] }];
}

/** The callers on the way whose lack of a bound makes the call a fault, nearest first; none when every way lacks it alike. */
export function throughOf(call: GuardedCall): readonly Provenance[] {
  const same = call.paths.every((path) => path.profile.timeout.is === call.profile.timeout.is);
  return same ? [] : (call.paths.find((path) => path.layers === call.layers)?.through ?? []);
}

/** Who calls the function that a call stands in: those who hand in no bound where they might, or all where there are several. */
export function callersOf(call: GuardedCall): Pick<Verdict, 'callers'> {
  const { bare } = call.site;
  return bare === undefined ? calledBy(call) : { callers: bare.users.slice(bare.all ? 0 : mostReasons).map(withoutBound) };
}

/** All who call that function, where there are several. */
export function calledBy({ site: { users = [] } }: GuardedCall): Pick<Verdict, 'callers'> {
  return users.length < 2 ? {} : { callers: users.map(({ at, name }) => ({ at, says: `\`${name}\` is called here` })) };
}

/** Whether some callers hand in a bound of their own, which must stay, and others none. */
export function isLeftToCallers({ site: { bare } }: GuardedCall): boolean {
  return bare?.all === false;
}

/** Where others do hand in a bound, those who do not are the reason, the first of them; otherwise the callers on a way that brings none. */
export function leftBy(call: GuardedCall): readonly Provenance[] {
  const { bare } = call.site;
  if (bare === undefined || bare.all) return throughOf(call);
  return bare.users.slice(0, mostReasons).map((user) => ({ from: 'caller', ...withoutBound(user) }));
}

/** Nobody reads a longer chain of reasons; the others are places beside it. */
const mostReasons = 3;

function withoutBound({ at, name }: User): Place {
  return { at, says: `\`${name}\` is called here without a bound` };
}

/** Whether a layer sends the request again: an option or a default whose number is not known may well say no. */
export function repeats(layer: Layer): layer is RetryLayer {
  if (layer.kind !== 'retry' || layer.reconnect === true || layer.attempts === 1) return false;
  return layer.attempts !== 'unknown' || (layer.form !== 'option' && layer.form !== 'default');
}

/** Whether a retry was chosen by the project, rather than being the library's own default. */
export function isChosen(layer: RetryLayer): boolean {
  return layer.form !== 'default' && layer.byItself !== true;
}

/** Whether a retry runs the code of the project anew for every attempt, rather than repeating a request inside the client. */
export function runsAnew(layer: RetryLayer): boolean {
  return layer.form !== 'default' && layer.form !== 'option' && layer.form !== 'queue' && layer.because.from !== 'plugin';
}

/** The call that keeps a loop going, as far as it is known: what only tells a watcher of a failure is not what failed. */
export function driving(calls: readonly CallSite[]): CallSite | undefined {
  return calls.find(({ traits }) => !traits.includes('telemetry'));
}

/** The fan-out on a way that nothing limits: for each element of a collection of any size, or more often than anybody writes down as a limit. */
export function openFan(layers: readonly Layer[]): FanOutLayer | undefined {
  if (layers.some((layer) => layer.kind === 'bulkhead' || (layer.kind === 'opaque' && layer.may.includes('bulkhead')))) return undefined;
  return layers.find((layer): layer is FanOutLayer => layer.kind === 'fan-out' && (typeof layer.width !== 'number' || layer.width > many));
}

/** A number that was written down on purpose is a limit of its own, up to here. */
const many = 100;
