import type { Shape, ShaperModel } from '../model/catalog/shaper';

const executed = (versions: string): ShaperModel['evidence'] => [{ url: 'test/evidence/shapers.evidence.ts', versions, how: 'executed' }];

const lodash: Readonly<Record<string, Shape>> = {
  assign: 'merge',
  assignIn: 'merge',
  extend: 'merge',
  merge: 'deep-merge',
  defaults: 'defaults',
  defaultsDeep: 'deep-defaults',
  pick: 'pick',
  omit: 'omit',
  clone: 'copy',
  cloneDeep: 'copy',
};

/** What programs put options together with: the language itself, and packages. */
export const shapers: readonly ShaperModel[] = [
  { modules: ['global:Object'], functions: { assign: 'merge' }, changes: true, evidence: executed('Node 20') },
  { modules: ['lodash', 'lodash-es'], functions: lodash, changes: true, evidence: executed('4.18.1') },
  // Each function is a file, and a package, of its own as well.
  ...Object.entries(lodash).map(
    ([name, shape]): ShaperModel => ({
      modules: [`lodash/${name}.js`, `lodash/${name}`, `lodash-es/${name}.js`, `lodash-es/${name}`, `lodash.${name.toLowerCase()}`],
      functions: { '': shape },
      changes: true,
      evidence: executed('4.18.1'),
    }),
  ),
  {
    modules: ['underscore'],
    functions: { assign: 'merge', extend: 'merge', extendOwn: 'merge', defaults: 'defaults', pick: 'pick', omit: 'omit', clone: 'copy' },
    changes: true,
    evidence: executed('1.13.8'),
  },
  { modules: ['object-assign'], functions: { '': 'merge' }, changes: true, evidence: executed('4.1.1') },
  { modules: ['xtend'], functions: { '': 'merge' }, evidence: executed('4.0.2') },
  { modules: ['extend'], functions: { '': 'merge' }, changes: true, evidence: executed('3.0.2') },
  { modules: ['deepmerge'], functions: { '': 'deep-merge' }, evidence: executed('4.3.1') },
  { modules: ['defu'], functions: { defu: 'deep-defaults', '': 'deep-defaults' }, evidence: executed('6.1.7') },
];
