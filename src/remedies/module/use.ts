import type { Ailment, Draft } from '../../model/remedy';
import { putInMark } from '../../model/summary';
import { makesSignal } from '../caution';
import { type ModuleStyle, missingText, moduleText } from './module-text';

/** Imports a name of the resilience module, which is written into the project as far as it is needed and not there yet; `undefined` when another file stands in its place. */
export function fromModule(draft: Draft, ailment: Ailment, name: string): string | undefined {
  const { project, finding, file } = ailment;
  const there = project.text(project.module);
  // A script of a page has no way to import.
  if (finding.call?.context === 'browser' && !/^\s*(import|export)\b/m.test(project.text(file) ?? '')) return undefined;
  if (there !== undefined && !there.includes(putInMark) && !/\bBulkheadFullError\b/.test(there)) return undefined;
  if (there === undefined && !makesSignal(ailment)) return undefined;
  if (there === undefined) {
    const text = `${licence(project.text(file) ?? '')}${moduleText(styleOf(project, file), name)}`;
    if (!draft.create(project.module, text)) return undefined;
  } else {
    const missing = missingText(styleOf(project, project.module), name, there);
    if (missing !== undefined) draft.append(project.module, missing);
  }
  return draft.importName(file, `/${project.module}`, name);
}

/** The comment on copyright that a file begins with, since linters ask each file of a project for it; empty where there is none. */
function licence(text: string): string {
  const [comment = ''] = /^(?:\/\*[\s\S]*?\*\/|(?:\/\/[^\n]*\n)+)\s*/.exec(text) ?? [];
  return /\b(?:copyright|licen[cs]ed?|SPDX)\b/i.test(comment) ? comment : '';
}

/** Whether a file is written in CommonJS and nothing else. */
export function isCommonJs(text: string): boolean {
  return /\b(require\(|module\.exports|exports\.)/.test(text) && !/^\s*(import|export)\b/m.test(text);
}

/** As the file is written that asks for it. */
function styleOf({ module, text: textOf, bareParameters }: Ailment['project'], file: string): ModuleStyle {
  const text = textOf(file) ?? '';
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const indent = /^(\t| {2,8})\S/m.exec(text)?.[1] ?? '  ';
  const ended = count(/;\r?$/gm);
  return {
    form: /\.[cm]?ts$/.test(module) ? 'typescript' : isCommonJs(text) ? 'commonjs' : 'esm',
    quote: count(/"[^"'\n]*"/g) > count(/'[^"'\n]*'/g) ? '"' : "'",
    indent,
    semicolons: ended > 0 || !/\n/.test(text.trim()),
    bareParameter: bareParameters(),
    lineEnd: /\r\n/.test(text) ? '\r\n' : '\n',
  };
}
