import type { Rule } from '../model/rule';
import { rules } from '../rules';
import { directiveRules } from './directive-rules';

/** Every rule there is, those that watch over directives included, alphabetical. */
export const knownRules: readonly Rule[] = [...rules, ...directiveRules].sort((a, b) => (a.id < b.id ? -1 : 1));
