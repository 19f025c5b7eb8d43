import type { ClientModel } from '../../model/catalog/client';

/** Driving a browser: going somewhere is a call, and both libraries bound it alike. */
export function browserDriver(
  part: Pick<ClientModel, 'id' | 'title' | 'modules' | 'package' | 'makes' | 'options' | 'evidence'>,
): ClientModel {
  return {
    ...part,
    // Whatever the host answers is a page.
    failure: 'resolves',
    calls: [
      { paths: ['goto'], on: ['page'], options: ['arg[1]'], effect: 'read', target: 'arg[0]' },
      { paths: ['reload', 'goBack', 'goForward', 'waitForNavigation'], on: ['page'], options: ['arg[0]'], effect: 'read' },
    ],
    options: [
      { option: 'timeout', at: 'call', sets: 'timeout', off: [0] },
      { option: 'defaultTimeout', at: 'instance', sets: 'timeout', off: [0] },
      ...(part.options ?? []),
    ],
    chains: ['setDefaultTimeout', 'setDefaultNavigationTimeout'].map((member) => ({
      member,
      as: 'defaultTimeout',
      at: 'instance' as const,
    })),
    defaults: [{ facet: 'timeout', covers: 'attempt', ms: 30_000, says: `${part.title ?? part.id} gives up going somewhere after 30 s` }],
    advice: 'page.goto(url, { timeout: 15_000 })',
  };
}
