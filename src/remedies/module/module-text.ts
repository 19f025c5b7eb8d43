import texts from './texts.json';

/** How a project writes its code, as far as a new file can follow. */
export interface ModuleStyle {
  readonly form: 'typescript' | 'esm' | 'commonjs';
  /** Default `'`. */
  readonly quote?: "'" | '"';
  /** One step of indentation; default two spaces. */
  readonly indent?: string;
  /** Default true. */
  readonly semicolons?: boolean;
  /** Default `\n`. */
  readonly lineEnd?: '\n' | '\r\n';
  /** Whether the one parameter of an arrow function stands without parentheses; default false. */
  readonly bareParameter?: boolean;
}

type Part = (typeof texts.typescript.parts)[number];

/** What one or all of the names of the resilience module need, as a file of its own, in the manner of the project it goes into. */
export function moduleText(style: ModuleStyle, name?: string): string {
  const { head, parts } = texts[style.form === 'typescript' ? 'typescript' : 'javascript'];
  const wanted = name === undefined ? parts : neededBy(name, parts);
  return written([...head, '', ...linesOf(wanted, parts, style)], style);
}

/** What a copy of the module that holds other names lacks of what a name needs, as it may stand at its end; `undefined` when it lacks nothing. */
export function missingText(style: ModuleStyle, name: string, there: string): string | undefined {
  const { parts } = texts[style.form === 'typescript' ? 'typescript' : 'javascript'];
  const isThere = (part: Part): boolean => new RegExp(String.raw`\b(?:function|const|class|interface|type)\s+${part.name}\b`).test(there);
  const wanted = neededBy(name, parts).filter((part) => !isThere(part));
  return wanted.length === 0 ? undefined : written(['', ...linesOf(wanted, parts, style)], style);
}

/** A declaration and all that it needs, in the order in which they stand. */
function neededBy(name: string, parts: readonly Part[]): readonly Part[] {
  const needed = new Set<string>();
  const add = (one: string): void => {
    if (needed.has(one)) return;
    needed.add(one);
    for (const other of parts.find((part) => part.name === one)?.needs ?? []) add(other);
  };
  add(name);
  return parts.filter((part) => needed.has(part.name));
}

/** The lines of some declarations; what stood together without a blank line between them still does. */
function linesOf(wanted: readonly Part[], parts: readonly Part[], { form }: ModuleStyle): readonly string[] {
  const code = wanted.flatMap((part, index) => {
    const beside = index > 0 && parts[parts.indexOf(part) - 1] === wanted[index - 1];
    return [...(index > 0 && (part.apart || !beside) ? [''] : []), ...part.lines];
  });
  if (form !== 'commonjs') return code;
  // An export a line at the end, from which Node can tell the names to a module that imports them.
  const exported = wanted.filter(({ lines }) => lines.some((line) => line.startsWith('export ')));
  const last = exported.map(({ name }) => `exports.${name} = ${name};`);
  return [...code.map((line) => line.replace(/^export /, '')), '', ...last];
}

function written(plain: readonly string[], style: ModuleStyle): string {
  const { quote = "'", indent = '  ', semicolons = true, lineEnd = '\n', bareParameter = false } = style;
  const lines = plain.map((line) => {
    const [, steps = '', rest = ''] = /^((?: {2})*)(.*)$/.exec(line) ?? [];
    const comment = /^\s*(\/\/|\/?\*)/.test(rest);
    const ended = semicolons || comment ? rest : rest.replace(/;$/, '');
    const quoted = quote === "'" || comment ? ended : ended.replace(/'([^'"\\]*)'/g, '"$1"');
    const arrows = bareParameter && !comment ? quoted.replace(/\((\w+)\) =>/g, '$1 =>') : quoted;
    return `${indent.repeat(steps.length / 2)}${arrows}`;
  });
  return `${lines.join(lineEnd)}${lineEnd}`;
}
