import { posix } from 'node:path';
import { saidNearest } from './folders';
import { mannerOf } from './style';

/** What a formatter is told of a file: options of Prettier, by their names there. */
export interface Looks {
  readonly arrowParens?: 'always' | 'avoid';
  readonly bracketSameLine?: boolean;
  readonly bracketSpacing?: boolean;
  readonly experimentalOperatorPosition?: 'start' | 'end';
  readonly experimentalTernaries?: boolean;
  readonly jsxSingleQuote?: boolean;
  readonly objectWrap?: 'preserve' | 'collapse';
  readonly printWidth?: number;
  readonly quoteProps?: 'as-needed' | 'consistent' | 'preserve';
  readonly semi?: boolean;
  readonly singleQuote?: boolean;
  readonly tabWidth?: number;
  readonly trailingComma?: 'all' | 'es5' | 'none';
  readonly useTabs?: boolean;
}

/** A file of options, and the folder it is in force for. */
export interface Told {
  readonly config: string;
  readonly folder: string;
}

const configs: readonly string[] = [
  ...['', '.json', '.yaml', '.yml', '.json5', '.js', '.cjs', '.mjs', '.ts', '.mts', '.cts', '.toml'].map(
    (ending) => `.prettierrc${ending}`,
  ),
  ...['.js', '.cjs', '.mjs', '.ts', '.mts', '.cts'].map((ending) => `prettier.config${ending}`),
];

/** What the nearest configuration of Prettier says, read as text: nothing of a project is ever run. */
export function toldFor(folder: string, text: (file: string) => string | undefined): Told | undefined {
  return saidNearest(folder, (at) => {
    const config =
      configs.map((name) => text(posix.join(at, name))).find((one) => one !== undefined) ??
      /"prettier"\s*:\s*(\{[^}]*\}|"[.@][^"]*")/.exec(text(posix.join(at, 'package.json')) ?? '')?.[1];
    return config === undefined ? undefined : { config, folder: at };
  });
}

/** The major version of Prettier that the nearest package.json asks for. */
export function majorFor(folder: string, text: (file: string) => string | undefined): number | undefined {
  return saidNearest(folder, (at) => number(/"prettier"\s*:\s*"[~^]?(\d+)\./.exec(text(posix.join(at, 'package.json')) ?? '')?.[1]));
}

/** What a value is that a configuration gives an option, in JSON, YAML, TOML or a program. */
export function toldOf(config: string, option: string, value: string): string | undefined {
  return new RegExp(`(?<![\\w-])['"]?${option}['"]?\\s*[:=]\\s*['"]?(${value})\\b`).exec(config)?.[1];
}

const flags = ['bracketSameLine', 'bracketSpacing', 'experimentalTernaries', 'jsxSingleQuote', 'semi', 'singleQuote', 'useTabs'] as const;
const words = {
  arrowParens: 'always|avoid',
  experimentalOperatorPosition: 'start|end',
  objectWrap: 'preserve|collapse',
  quoteProps: 'as-needed|consistent|preserve',
  trailingComma: 'all|es5|none',
} as const;
const numbers = ['printWidth', 'tabWidth'] as const;

/** Whether a project says that a formatter looks after its files. */
export function isFormatted(file: string, text: (file: string) => string | undefined): boolean {
  const folder = posix.dirname(file);
  return toldFor(folder, text) !== undefined || majorFor(folder, text) !== undefined || biomeFor(folder, text) !== undefined;
}

/** The nearest configuration of Biome, which writes nearly everything as Prettier does. */
function biomeFor(folder: string, text: (file: string) => string | undefined): string | undefined {
  return saidNearest(folder, (at) => text(posix.join(at, 'biome.json')) ?? text(posix.join(at, 'biome.jsonc')));
}

/**
 * How a file may be formatted, likeliest first: what is written down for it, then what is common where that says nothing or
 * stands elsewhere. Whether one of them is right shows when the file is formatted with it.
 */
export function looksFor(file: string, before: string, text: (file: string) => string | undefined): readonly Looks[] {
  const folder = posix.dirname(file);
  const told = toldFor(folder, text);
  const said = told === undefined ? {} : saidBy(told.config);
  const manner = mannerOf(before);
  const seen: Looks = {
    semi: manner.semicolons,
    singleQuote: (importQuote.exec(before)?.[1] ?? manner.quote) === "'",
    useTabs: manner.indent === '\t',
    tabWidth: manner.indent === '\t' ? 2 : manner.indent.length,
    bracketSpacing: manner.spaced,
    ...(/(?:^|[(,=:?] ?)(?:async )?[\w$]+ =>/m.test(before)
      ? { arrowParens: 'avoid' }
      : /\([\w$]+\) =>/.test(before)
        ? { arrowParens: 'always' }
        : {}),
  };
  const edited = editorFor(folder, text);
  const major = majorFor(told?.folder ?? folder, text);
  const old: Looks =
    major === undefined || major > 2 ? {} : { trailingComma: major === 1 ? 'none' : 'es5', ...(major === 1 && { arrowParens: 'avoid' }) };
  const byBiome = biomeFor(folder, text);
  const first: readonly Looks[] = [
    ...(told === undefined ? [] : [{ ...edited, ...old, ...said }]),
    ...(byBiome === undefined ? [] : [saidByBiome(byBiome, edited)]),
  ];
  const biome = toldOf(byBiome ?? '', 'lineWidth', '\\d+');
  const widths = [...(biome === undefined ? [] : [Number(biome)]), 80, 100, 120, 90, 110, 140, widestIn(before)];
  const commas = [...(old.trailingComma === undefined ? [] : [old.trailingComma]), 'all', 'es5', 'none'] as const;
  const guesses = widths.flatMap((printWidth) =>
    commas.map((trailingComma): Looks => ({ ...old, printWidth, trailingComma, ...seen, ...edited, ...said })),
  );
  return [...first, ...guesses].filter((one, at, all) => all.findIndex((other) => sameLooks(one, other)) === at);
}

/** An import says how texts are quoted, where others hold quotes of their own. */
const importQuote = /^(?:import\b[^'"\n]*|.*\brequire\()(['"])/m;

/** How wide lines may be that are as wide as the widest that goes on or ends like code: to the next five. */
function widestIn(text: string): number {
  const code = text.split('\n').filter((line) => line.length <= 200 && /[;,{([]$/.test(line));
  return Math.ceil(Math.max(80, ...code.map((line) => line.length)) / 5) * 5;
}

/** Whether two say the same. */
export function sameLooks(one: Looks, other: Looks): boolean {
  return Object.entries({ ...one, ...other }).every(([name]) => one[name as keyof Looks] === other[name as keyof Looks]);
}

/** What holds for files of one kind alone is left out. */
function saidBy(whole: string): Looks {
  const config = whole.split(/['"]?overrides['"]?\s*[:=]/)[0] ?? '';
  const found: Record<string, unknown> = {};
  for (const name of flags) found[name] = truth(toldOf(config, name, 'true|false'));
  for (const [name, value] of Object.entries(words)) found[name] = toldOf(config, name, value);
  for (const name of numbers) found[name] = number(toldOf(config, name, '\\d+'));
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
}

/** What Biome is told, and its own defaults where that says nothing; `.editorconfig` counts there only if it is asked to. */
function saidByBiome(config: string, edited: Looks): Looks {
  const own = (name: string, words: string): string | undefined => toldOf(config, name, words);
  return {
    printWidth: number(own('lineWidth', '\\d+')) ?? 80,
    trailingComma: (['es5', 'none'] as const).find((one) => own('trailingCommas', 'all|es5|none') === one) ?? 'all',
    arrowParens: own('arrowParentheses', 'always|asNeeded') === 'asNeeded' ? 'avoid' : 'always',
    singleQuote: own('quoteStyle', 'double|single') === 'single',
    semi: own('semicolons', 'always|asNeeded') !== 'asNeeded',
    useTabs: own('indentStyle', 'tab|space') !== 'space',
    tabWidth: number(own('indentWidth', '\\d+')) ?? 2,
    bracketSpacing: own('bracketSpacing', 'true|false') !== 'false',
    ...(own('useEditorconfig', 'true|false') === 'true' ? edited : {}),
  };
}

/** What `.editorconfig` says of all files or of those of the language; Prettier takes its word where its own options are silent. */
function editorFor(folder: string, text: (file: string) => string | undefined): Looks {
  const config = saidNearest(folder, (at) => text(posix.join(at, '.editorconfig')));
  const sections = (config ?? '').split(/^(?=\[)/m).filter((section) => /^\[\*\]|^\[[^\]\n]*\b(?:ts|js)\b/.test(section));
  const of = (key: string): string | undefined =>
    sections.map((section) => new RegExp(`^\\s*${key}\\s*=\\s*(\\w+)`, 'm').exec(section)?.[1]).findLast((value) => value !== undefined);
  const style = of('indent_style');
  const size = number(of('indent_size')) ?? number(of('tab_width'));
  const width = number(of('max_line_length'));
  return {
    ...(style !== undefined && { useTabs: style === 'tab' }),
    ...(size !== undefined && { tabWidth: size }),
    ...(width !== undefined && { printWidth: width }),
  };
}

function truth(word: string | undefined): boolean | undefined {
  return word === undefined ? undefined : word === 'true';
}

function number(word: string | undefined): number | undefined {
  return word === undefined || !/^\d+$/.test(word) ? undefined : Number(word);
}
