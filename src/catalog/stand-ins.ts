import type { StandInModel } from '../model/catalog/stand-in';

/** Packages that bring what older platforms lack. */
export const standIns: readonly StandInModel[] = [
  {
    modules: ['abort-controller'],
    names: { '*': 'AbortController', default: 'AbortController', AbortController: 'AbortController', AbortSignal: 'AbortSignal' },
    evidence: [{ url: 'test/evidence/stand-ins.evidence.ts', versions: '3.0.0', how: 'executed' }],
  },
  {
    modules: ['node-abort-controller'],
    names: { AbortController: 'AbortController', AbortSignal: 'AbortSignal' },
    evidence: [{ url: 'test/evidence/stand-ins.evidence.ts', versions: '3.1.1', how: 'executed' }],
  },
  {
    modules: ['abortcontroller-polyfill/dist/cjs-ponyfill.js', 'abortcontroller-polyfill/dist/cjs-ponyfill'],
    names: { AbortController: 'AbortController', AbortSignal: 'AbortSignal' },
    evidence: [{ url: 'test/evidence/stand-ins.evidence.ts', versions: '1.7.8', how: 'executed' }],
  },
];
