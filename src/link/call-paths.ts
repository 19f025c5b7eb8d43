import type { CallPath } from '../model/call';
import type { Layer, TimeoutLayer } from '../model/layer';
import { type ResilienceProfile, profileOf } from '../model/profile';
import type { Provenance } from '../model/provenance';
import { droppedSignal } from './cancellation';
import { absenceReasons } from './client-defaults';
import type { Evaluator } from './evaluator';
import { toldFor } from './made-with';
import type { Site } from './sites';
import type { Way } from './way';

/** One way outward from a call with all its layers in order, and the profile they give. */
export function pathOf(evaluator: Evaluator, site: Site, client: readonly Layer[], way: Way, reasons: readonly Provenance[]): CallPath {
  const met = ordered(client, way);
  const dropped = droppedSignal(evaluator, site, met, way.inside);
  const layers = dropped === undefined ? met : [...met, dropped];
  return { layers, profile: explained(profileOf(layers), reasons), through: way.through };
}

/** Puts a signal or a key made outside a retry where it acts: around all attempts. */
function ordered(client: readonly Layer[], way: Way): Layer[] {
  const inner: Layer[] = [];
  const later: { index: number; layer: Layer }[] = [];
  for (const layer of client) {
    const made = layer.kind === 'timeout' && layer.by === 'signal' ? layer.made : layer.kind === 'idempotency' ? layer.born : undefined;
    const index = made === undefined ? 0 : depthOf(made, way);
    if (index === 0) inner.push(layer);
    else later.push({ index, layer });
  }
  const out = [...inner];
  way.layers.forEach((layer, i) => {
    out.push(...later.filter((l) => l.index === i).map((l) => l.layer), layer);
  });
  out.push(...later.filter((l) => l.index >= way.layers.length).map((l) => l.layer));
  return out;
}

function depthOf(made: NonNullable<TimeoutLayer['made']>, way: Way): number {
  const isHome = (f: Way['inside'][number]): boolean => f.file === made.at.file && f.fn === made.fn;
  const at = way.inside.findIndex(isHome);
  const home = way.inside[at];
  if (home === undefined) return made.fn === 0 ? way.layers.length : 0;
  let index = home.from;
  // Whoever calls the function that makes it makes it anew, also where nothing lies between.
  const next = way.inside.slice(at).find((f) => !isHome(f))?.from ?? way.layers.length;
  for (let i = home.from; i < next; i++) {
    const l = way.layers[i];
    if (l?.kind !== 'retry' || l.form !== 'loop' || l.because.at === undefined || l.because.at.file !== made.at.file) continue;
    // A loop whose keyword stands behind the signal does not make it anew.
    if (made.at.start < l.because.at.start) index = i + 1;
  }
  return index;
}

function explained(profile: ResilienceProfile, reasons: readonly Provenance[]): ResilienceProfile {
  if (profile.timeout.is !== 'absent') return profile;
  return { ...profile, timeout: { is: 'absent', because: [...profile.timeout.because, ...reasons] } };
}

/** Why nothing bounds the call: where its instance is made, and what the library does by itself. */
export function absence(evaluator: Evaluator, site: Site): Provenance[] {
  const out: Provenance[] = [];
  const { made, model } = toldFor(site.client);
  if (made !== undefined)
    out.push({
      from: 'instance',
      says: `the ${model.title ?? model.id} instance is made here without a bound on the whole call`,
      at: evaluator.span(made.file, made.call.callee),
    });
  return [...out, ...absenceReasons(evaluator, site)];
}

/** The less protected of two ways is the one that counts. */
export function weakness(profile: ResilienceProfile): number {
  const { timeout } = profile;
  if (timeout.is === 'absent') return 3;
  if (timeout.is === 'unknown') return 2;
  return typeof timeout.layer.ms === 'number' ? timeout.layer.ms / 1e16 : 1;
}
