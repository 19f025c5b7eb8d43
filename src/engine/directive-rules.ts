import type { Rule } from '../model/rule';

/** What may be wrong with a directive; the engine asks these itself, since they look at comments rather than calls. */
export const directiveRules: readonly Rule[] = [
  { id: 'blanket-directive', summary: 'A directive that names no rule, and so silences all of them.', severity: 'info' },
  { id: 'directive-without-reason', summary: 'A directive that does not say why.', severity: 'warning' },
  { id: 'expired-directive', summary: 'A directive whose last day has passed.', severity: 'warning' },
  { id: 'unknown-directive', summary: 'A directive that is misspelt, or that names a rule or fact there is not.', severity: 'warning' },
  { id: 'unused-directive', summary: 'A directive that silences nothing.', severity: 'warning' },
];
