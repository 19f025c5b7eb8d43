import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CallSite, GuardedCall } from '../../src/model/call';
import type { Finding } from '../../src/model/finding';
import type { Layer } from '../../src/model/layer';
import { profileOf } from '../../src/model/profile';
import type { Provenance } from '../../src/model/provenance';
import type { Fix } from '../../src/model/remedy';
import type { Hall, OpenWorkspace, Wishes } from '../../src/server/hall';

/**
 * A toy engine for tests of the door alone. Every `fetch(` is a call; it is bounded by `timeout: n` on its
 * own line or in `http.ts`, so one file decides about another; `post(` adds a second finding.
 */
export interface Toy {
  readonly hall: Hall;
  readonly opened: { readonly root: string; readonly wishes: Wishes }[];
  analyses: number;
  fixesMade: number;
  /** Milliseconds that an answer takes. */
  slowly: number;
  /** Milliseconds that making one fix takes. */
  slow: number;
  baseline: Set<string>;
  /** Files of any name that the answers rest on, relative to the root. */
  rests: string[];
  /** The version that the workspace has for its command. */
  installed: string | undefined;
}

export function toyHall(): Toy {
  const toy: Toy = {
    opened: [],
    analyses: 0,
    fixesMade: 0,
    slowly: 0,
    slow: 0,
    baseline: new Set(),
    rests: [],
    installed: undefined,
    hall: {
      version: '9.9.9',
      rules: [{ id: 'missing-timeout', summary: 'A call without a bound.', severity: 'error' }],
      page: (rule) => (rule === 'missing-timeout' ? '# missing-timeout\n\nA call without a bound.' : undefined),
      address: (rule) => `https://example.org/rules/${rule}`,
      report: (parts) => ({
        title: 'Report',
        text: `<html><body>${parts.map(({ calls }) => calls.length).join()}</body></html>`,
      }),
      open(root, wishes) {
        toy.opened.push({ root, wishes });
        return openToy(root, wishes, toy);
      },
    },
  };
  return toy;
}

function openToy(root: string, wishes: Wishes, toy: Toy): OpenWorkspace {
  const texts = new Map<string, string>();
  let worked = toy.slowly === 0;
  let until: number | undefined;
  const disk = (file: string): string | undefined =>
    !wishes.loose && existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : undefined;
  const text = (file: string): string | undefined => texts.get(file) ?? disk(file);
  const files = (): string[] => {
    const found = wishes.loose || !existsSync(root) ? [] : readdirSync(root, { recursive: true, encoding: 'utf8' });
    return [...new Set([...found.filter((f) => /\.[jt]sx?$/.test(f) && !f.includes('node_modules')), ...texts.keys()])].sort();
  };
  const calls = (): GuardedCall[] => files().flatMap((file) => callsIn(file, text(file) ?? '', text('http.ts') ?? ''));
  const all = (): Finding[] => {
    toy.analyses++;
    return calls().flatMap((call) => findingsAt(call, text(call.site.at.file) ?? ''));
  };
  const some = (list: readonly Finding[], wanted: Iterable<string> | undefined): Finding[] => {
    const set = wanted === undefined ? undefined : new Set(wanted);
    return list.filter((finding) => set === undefined || set.has(finding.at.file));
  };
  return {
    root,
    text,
    size: () => files().length,
    work() {
      if (worked) return true;
      until ??= performance.now() + toy.slowly;
      worked = performance.now() >= until;
      return worked;
    },
    glance: () => [],
    update(file, next) {
      worked = toy.slowly === 0;
      until = undefined;
      if (next === undefined) texts.delete(file);
      else texts.set(file, next);
    },
    refresh() {},
    analyse: () => ({
      files: { found: files().length, read: files().length, parsed: files().length },
      findings: all().filter((f) => !toy.baseline.has(f.fingerprint)),
      calls: calls(),
      problems: files()
        .filter((file) => text(file)?.includes('@@') === true)
        .map((path) => ({ path, message: 'cannot be parsed', kind: 'input' as const })),
      oversized: [],
      suppressed: 0,
      silenced: [],
      timings: {},
      costs: { rules: {}, files: {} },
    }),
    findings: (wanted) => some(all(), wanted).filter((f) => !toy.baseline.has(f.fingerprint)),
    baselined: (wanted) => some(all(), wanted).filter((f) => toy.baseline.has(f.fingerprint)),
    fixes(finding) {
      toy.fixesMade++;
      const end = performance.now() + toy.slow;
      while (performance.now() < end);
      return fixesOf(finding, text(finding.at.file) ?? '');
    },
    callAt: (file, offset) => calls().find(({ site }) => site.at.file === file && site.whole.start <= offset && offset <= site.whole.end),
    mistakes: () => {
      const path = join(root, 'breakwater.config.json');
      const wrong = existsSync(path) && readFileSync(path, 'utf8').includes('wrong');
      return wrong ? [{ path, line: 1, column: 3, message: 'This is wrong.' }] : [];
    },
    configs: () => (existsSync(join(root, 'breakwater.config.json')) ? [join(root, 'breakwater.config.json')] : []),
    installed: () => toy.installed,
    rests: () => ['breakwater.config.json', ...toy.rests].map((file) => join(root, file)),
    under: (folder) => files().some((file) => join(root, file).startsWith(`${folder}/`)),
    configFor: (file) => JSON.stringify({ file, style: wishes.style }),
    updateBaseline() {
      const list = all();
      for (const finding of list) toy.baseline.add(finding.fingerprint);
      return { file: join(root, 'breakwater-baseline.json'), count: list.length };
    },
  };
}

function callsIn(file: string, text: string, http: string): GuardedCall[] {
  return [...text.matchAll(/\b(fetch|post)\(([^)]*)\)/g)].map((match, i) => {
    const name = match[1] ?? '';
    const start = match.index;
    const site: CallSite = {
      client: 'fetch',
      name,
      at: { file, start, end: start + name.length },
      whole: { file, start, end: start + match[0].length },
      effect: name === 'post' ? 'write' : 'read',
      context: 'server',
      failure: 'resolves',
      dependency: 'fetch',
      traits: [],
      scope: `call${i}`,
      ...(/'(https:[^']*)'/.exec(match[2] ?? '')?.[1] === undefined ? {} : { target: /'(https:[^']*)'/.exec(match[2] ?? '')?.[1] ?? '' }),
    };
    const layers = layersOf(match[2] ?? '', site, http);
    return { site, layers, profile: profileOf(layers), paths: [] };
  });
}

function layersOf(inside: string, site: CallSite, http: string): Layer[] {
  const platform: Provenance = { from: 'default', says: 'fetch has no timeout of its own', evidence: 'https://fetch.spec.whatwg.org/' };
  const own = /timeout: (\d+)/.exec(inside);
  const shared = /timeout: (\d+)/.exec(http);
  if (inside.includes('options'))
    return [{ kind: 'opaque', may: ['timeout'], because: { from: 'unresolved', says: '`options` cannot be read', at: site.whole } }];
  const found = own ?? shared;
  if (found === null) return [];
  const at = own === null ? { file: 'http.ts', start: found.index, end: found.index + found[0].length } : site.whole;
  const because: Provenance = { from: own === null ? 'instance' : 'option', says: `\`timeout\` is ${found[1]}`, at, via: platform };
  return [{ kind: 'timeout', ms: Number(found[1]), covers: 'attempt', cancels: true, by: 'option', because }];
}

function findingsAt(call: GuardedCall, text: string): Finding[] {
  const { site, profile } = call;
  if (text.includes('breakwater-disable-file')) return [];
  const line = text.slice(0, site.at.start).split('\n');
  if (line.at(-2)?.includes('breakwater-disable-next-line') === true) return [];
  const base = { at: site.at, call: site, client: 'fetch', related: [] };
  const where: Provenance = {
    from: 'option',
    says: 'the call is made here',
    at: site.whole,
    via: { from: 'default', says: 'fetch has no timeout of its own', evidence: 'https://fetch.spec.whatwg.org/' },
  };
  const list: Finding[] = [];
  if (profile.timeout.is === 'absent') {
    list.push({
      ...base,
      rule: 'missing-timeout',
      severity: 'error',
      message: `\`${site.name}\` waits forever if the server never answers.`,
      because: [where],
      wants: 'timeout',
      fingerprint: `mt-${site.at.file}-${site.scope}`,
    });
  }
  if (site.effect === 'write') {
    list.push({
      ...base,
      rule: 'unsafe-retry',
      severity: 'warning',
      message: '`post` may write twice.',
      because: [],
      fingerprint: `ur-${site.at.file}-${site.scope}`,
    });
  }
  return list;
}

function fixesOf(finding: Finding, text: string): Fix[] {
  const { file, start, end } = finding.call?.whole ?? finding.at;
  const close = end - 1;
  if (finding.rule !== 'missing-timeout')
    return [{ title: 'Stop retrying', remedy: 'stop', safety: 'dangerous', edits: [{ span: { file, start, end: start }, text: 'once.' }] }];
  return [
    {
      title: 'Add 5 s timeout',
      remedy: 'option',
      safety: finding.client === 'fetch' && !text.includes('careful') ? 'safe' : 'suggestion',
      edits: [{ span: { file, start: close, end: close }, text: ', { timeout: 5000 }' }],
    },
    {
      title: 'Wrap in a policy',
      remedy: 'wrap',
      safety: 'suggestion',
      wraps: true,
      edits: [
        { span: { file, start, end: start }, text: 'policy(() => ' },
        { span: { file, start: end, end }, text: ')' },
      ],
    },
    { title: 'Use another client', remedy: 'client', safety: 'dangerous', edits: [{ span: { file, start, end: start + 5 }, text: 'got' }] },
  ];
}
