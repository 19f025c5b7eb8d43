import type { GuardModel } from '../../model/catalog/guard';

/** It gives up a query or a mutation with all that lies behind it, and aborts the request; subscriptions it lets through, and everything where the time is below zero. */
export const apolloLinkTimeout: GuardModel = {
  id: 'apollo-link-timeout',
  modules: ['apollo-link-timeout'],
  forms: [
    {
      form: 'make',
      path: '',
      kind: 'link',
      provides: [{ facet: 'timeout', ms: { at: 'arg[0]', fallback: 15_000, same: [0], unbounded: [-1] }, covers: 'total', cancels: true }],
    },
    { form: 'combine', path: 'concat', on: ['link'], kind: 'link', order: 'outer-first' },
  ],
  evidence: [{ url: 'https://github.com/drcallaway/apollo-link-timeout#readme', versions: '5.0.2', how: 'read' }],
};
