import { posix } from 'node:path';
import { saidNearest } from './folders';
import { configIn } from './linted';
import { isFormatted } from './looks';

/**
 * How wide the linter of a file lets its lines be, where it says so itself or takes its rules from Airbnb; where nothing is said, as
 * wide as a file of some length shows that it keeps them. `undefined` where it does not, or where a formatter looks after the lines.
 */
export function lineLimitFor(file: string, text: (file: string) => string | undefined): number | undefined {
  if (isFormatted(file, text)) return undefined;
  const limit = saidNearest(posix.dirname(file), (folder) => {
    const config = configIn(folder, text);
    if (config === undefined) return undefined;
    if (/prettier/.test(config)) return 'off';
    return limitIn(config) ?? (/\broot['"]?\s*:\s*true\b/.test(config) ? 'off' : undefined);
  });
  return limit === 'off' ? undefined : (limit ?? shownIn(text(file) ?? ''));
}

/** A hundred, where no line of many is longer. */
function shownIn(text: string): number | undefined {
  const lines = text.split('\n');
  return lines.length >= many && lines.every(({ length }) => length <= usual) ? usual : undefined;
}

const many = 40;
const usual = 100;

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
