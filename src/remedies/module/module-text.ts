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

/** The resilience module as a file of its own, in the manner of the project it goes into. */
export function moduleText(style: ModuleStyle): string {
  const { form, quote = "'", indent = '  ', semicolons = true, lineEnd = '\n', bareParameter = false } = style;
  const lines = texts[form].map((line) => {
    const [, steps = '', rest = ''] = /^((?: {2})*)(.*)$/.exec(line) ?? [];
    const comment = /^\s*(\/\/|\/?\*)/.test(rest);
    const ended = semicolons || comment ? rest : rest.replace(/;$/, '');
    const quoted = quote === "'" || comment ? ended : ended.replace(/'([^'"\\]*)'/g, '"$1"');
    const arrows = bareParameter && !comment ? quoted.replace(/\((\w+)\) =>/g, '$1 =>') : quoted;
    return `${indent.repeat(steps.length / 2)}${arrows}`;
  });
  return `${lines.join(lineEnd)}${lineEnd}`;
}
