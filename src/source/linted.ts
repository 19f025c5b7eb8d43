import { posix } from 'node:path';
import { saidNearest } from './folders';

/** What ESLint is told in a folder, without comments. */
export function configIn(folder: string, text: (file: string) => string | undefined): string | undefined {
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

/** Whether a file wants braces around a single statement, too: its linter does (`curly` of ESLint, `useBlockStatements` of Biome), or it has them around each of several. */
export function wantsBraces(file: string, text: (file: string) => string | undefined): boolean {
  const said = saidNearest(posix.dirname(file), (folder) => {
    const biome = text(posix.join(folder, 'biome.json')) ?? text(posix.join(folder, 'biome.jsonc'));
    const config = [configIn(folder, text), biome].filter((one) => one !== undefined).join('\n');
    // `curly: error`, `"curly": ["error", "all"]`, and the same over several lines of YAML.
    const level = /(?<![\w-])(?:curly|useBlockStatements)['"]?\s*:\s*(\[[^\]]*\]|\{[^}]*\}|(?:\s*-\s[^\n]*)+|['"]?\w+)/.exec(config)?.[1];
    if (level !== undefined) return /\b(?:error|warn|on|[12])\b/.test(level) && !/\bmulti/.test(level);
    return /\broot['"]?\s*:\s*true\b/.test(config) ? false : undefined;
  });
  return said ?? hasBraces(text(file) ?? '');
}

function hasBraces(text: string): boolean {
  const all = text.match(/^[^\S\n]*(?:\}\s*else\s+)?if\s*\(.*$/gm) ?? [];
  return (
    all.length > 1 &&
    all.every((line) => /\{\s*(?:\/\/.*)?$/.test(line) || !/\)\s*[^\s{&|)].*;?$/.test(line)) &&
    all.some((line) => line.endsWith('{'))
  );
}

const names: readonly string[] = [
  ...['js', 'mjs', 'cjs', 'ts'].map((ending) => `eslint.config.${ending}`),
  ...['.js', '.cjs', '.yaml', '.yml', '.json', ''].map((ending) => `.eslintrc${ending}`),
];
