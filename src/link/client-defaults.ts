import type { ClientModel } from '../model/catalog/client';
import type { DefaultModel } from '../model/catalog/default';
import type { Layer, RetryLayer } from '../model/layer';
import { isRunThere } from './adapters';
import type { Evaluator } from './evaluator';
import type { Site } from './sites';
import { type ClientValue, namesOfCall } from './values';

/** The reason a default gives: what the library or the platform does by itself. */
export function because(d: DefaultModel, site: Site): Layer['because'] {
  const evidence = site.client.model.evidence[0]?.url;
  const floor = d.facet === 'timeout' && d.platform === true;
  return {
    from: floor ? 'platform' : 'default',
    says: d.says,
    ...(floor ? { covers: d.covers } : {}),
    ...(evidence === undefined ? {} : { evidence }),
  };
}

/** What the library says happens when nobody bounds it: the reason behind "absent". */
export function absenceReasons(evaluator: Evaluator, site: Site): Layer['because'][] {
  const on = namesOfCall(site.client);
  return (site.client.model.defaults ?? [])
    .filter(
      (d) => d.facet === 'timeout' && (d.platform === true || d.ms === 'unbounded') && holds(evaluator, d, site, site.client.model, on),
    )
    .map((d) => because(d, site));
}

/** Clients of other libraries that this one stands on, as a query builder stands on a driver. */
export function below(client: ClientValue): readonly ClientValue[] {
  if (client.base === undefined) return [];
  return [...(client.base.model === client.model ? [] : [client.base]), ...below(client.base)];
}

/** Whether a default holds for the call: by kind, context and version. */
export function holds(evaluator: Evaluator, d: DefaultModel, site: Site, model: ClientModel, on: readonly string[]): boolean {
  if (d.on !== undefined && !d.on.some((x) => on.includes(x))) return false;
  const context = evaluator.program.context(site.view.file);
  if (d.context === 'browser' && context !== 'browser') return false;
  if (d.context === 'server' && context === 'browser') return false;
  if (d.facet === 'timeout' && d.platform === true && d.context === 'server' && isElsewhere(evaluator, site.view.file)) return false;
  if (d.node !== undefined && evaluator.program.runsOn(site.view.file, d.node) === false) return false;
  if (d.versions === undefined) return true;
  return evaluator.program.satisfies(site.view.file, model.package ?? model.modules[0] ?? model.id, d.versions) !== false;
}

/** Whether a platform runs a file by a runtime of its own, which is not Node. */
function isElsewhere(evaluator: Evaluator, file: string): boolean {
  const { program } = evaluator;
  if (program.deployed(file).some(({ runtime }) => runtime === true)) return true;
  return (program.catalog.platforms ?? []).some(
    (platform) => platform.ownRuntime?.some((name) => program.dependsOn(file, name)) === true || isRunThere(evaluator, platform, file),
  );
}

/** The retry that the client does itself: what options say of it, over what it does by default. */
export function clientRetry(written: Partial<RetryLayer>, defaults: readonly DefaultModel[], site: Site): RetryLayer | undefined {
  const base = defaults.find((d) => d.facet === 'retry');
  const fromDefault: RetryLayer | undefined =
    base?.facet === 'retry'
      ? {
          kind: 'retry',
          attempts: base.attempts,
          backoff: base.backoff,
          jitter: base.jitter,
          ...(base.delayMs === undefined ? {} : { delayMs: base.delayMs }),
          ...(base.maxDelayMs === undefined ? {} : { maxDelayMs: base.maxDelayMs }),
          ...(base.totalMs === undefined ? {} : { totalMs: base.totalMs }),
          writes: base.writes,
          ...(base.onStatus === undefined ? {} : { onStatus: base.onStatus }),
          ...(base.onTimeout === undefined ? {} : { onTimeout: base.onTimeout }),
          ...(base.reconnect === true ? { reconnect: true } : {}),
          permanent: false,
          form: 'default',
          because: because(base, site),
        }
      : undefined;
  if (written.because === undefined) return fromDefault;
  if (fromDefault === undefined && written.attempts === undefined) return undefined;
  return {
    kind: 'retry',
    attempts: 'unknown',
    backoff: 'unknown',
    jitter: 'unknown',
    writes: 'unknown',
    permanent: 'unknown',
    because: written.because,
    ...fromDefault,
    ...written,
    ...(written.attempts === undefined ? {} : { counted: true }),
    ...(isAsByItself(written, fromDefault) ? { byItself: true as const } : {}),
    form: 'option',
  };
}

/** The number that is written is no higher than what the client does without it, and no other kind of request is repeated for it. */
function isAsByItself({ attempts, writes }: Partial<RetryLayer>, byDefault: RetryLayer | undefined): boolean {
  const own = byDefault?.attempts;
  return (
    typeof attempts === 'number' && typeof own === 'number' && attempts <= own && (writes === undefined || writes === byDefault?.writes)
  );
}
