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
}

/** The resilience module as a file of its own, in the manner of the project it goes into. */
export function moduleText({ form, quote = "'", indent = '  ', semicolons = true, lineEnd = '\n' }: ModuleStyle): string {
  const lines = texts[form].map((line) => {
    const [, steps = '', rest = ''] = /^((?: {2})*)(.*)$/.exec(line) ?? [];
    const comment = /^\s*(\/\/|\/?\*)/.test(rest);
    const ended = semicolons || comment ? rest : rest.replace(/;$/, '');
    const quoted = quote === "'" || comment ? ended : ended.replace(/'([^'"\\]*)'/g, '"$1"');
    return `${indent.repeat(steps.length / 2)}${quoted}`;
  });
  return `${lines.join(lineEnd)}${lineEnd}`;
}
