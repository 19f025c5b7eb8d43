import type { Rule } from '../model/rule';

export const rules: readonly Rule[] = [];
