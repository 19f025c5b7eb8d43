import { posix } from 'node:path';
import { saidNearest } from './folders';
import { isFormatted } from './looks';

/**
 * How wide the linter of a file lets its lines be, where it says so itself or takes its rules from Airbnb; `undefined` where nothing is
 * said, or where a formatter looks after the lines.
 */
export function lineLimitFor(file: string, text: (file: string) => string | undefined): number | undefined {
  if (isFormatted(file, text)) return undefined;
  const limit = saidNearest(posix.dirname(file), (folder) => {
    const config = configIn(folder, text);
    if (config === undefined) return undefined;
    if (/prettier/.test(config)) return 'off';
    return limitIn(config) ?? (/\broot['"]?\s*:\s*true\b/.test(config) ? 'off' : undefined);
  });
  return limit === 'off' ? undefined : limit;
}

/** The configuration of a folder, without its comments. */
function configIn(folder: string, text: (file: string) => string | undefined): string | undefined {
  for (const name of names) {
    const config = text(posix.join(folder, name));
    if (config !== undefined) return config.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/[^\n]*|(?<=^|\s)#[^\n]*/g, '');
  }
  const manifest = text(posix.join(folder, 'package.json'));
  if (manifest === undefined || !manifest.includes('"eslintConfig"')) return undefined;
  try {
    return JSON.stringify(JSON.parse(manifest).eslintConfig);
  } catch {
    return undefined;
  }
}

function limitIn(config: string): number | 'off' | undefined {
  const airbnb = /\bairbnb\b/.test(config) ? 100 : undefined;
  // What holds for some files alone comes last.
  const said = /\bmax-len['"]?\s*:\s*(\[[^\]]*\]|(?:\s*-\s[^\n]*|\n\s+(?:code|tabWidth|ignore\w+):[^\n]*)+|['"]?\w+['"]?)/.exec(
    config,
  )?.[1];
  if (said === undefined) return airbnb;
  if (/^[[\s-]*(?:['"]?off\b|0\b)/.test(said)) return 'off';
  const width = /\bcode['"]?\s*:\s*(\d+)/.exec(said)?.[1] ?? /(?<![:\w]\s*)\b(\d{2,})\b/.exec(said)?.[1];
  return width === undefined ? (airbnb ?? 80) : Number(width);
}

const names: readonly string[] = [
  ...['js', 'mjs', 'cjs', 'ts'].map((ending) => `eslint.config.${ending}`),
  ...['.js', '.cjs', '.yaml', '.yml', '.json', ''].map((ending) => `.eslintrc${ending}`),
];
