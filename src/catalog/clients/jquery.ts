import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

const at = (prefix: string) => [
  {
    paths: [`${prefix}ajax`],
    on: ['module'],
    options: ['arg[1]', 'arg[0]'],
    effect: { method: ['arg[1].method', 'arg[0].method', 'arg[1].type', 'arg[0].type'], otherwise: 'read' },
    target: 'arg[0]',
  } as const,
  {
    paths: [`${prefix}get`, `${prefix}getJSON`, `${prefix}getScript`],
    on: ['module'],
    options: ['arg[0]'],
    effect: 'read',
    target: 'arg[0]',
  } as const,
  { paths: [`${prefix}post`], on: ['module'], options: ['arg[0]'], effect: 'write', target: 'arg[0]' } as const,
];

/** The short forms take a timeout in the settings form alone: `$.get({ url, timeout })`. */
export const jquery: ClientModel = {
  id: 'jquery',
  title: 'jQuery',
  modules: ['jquery'],
  globals: ['jQuery', '$'],
  failure: 'throws',
  traits: ['page-only'],
  calls: at(''),
  options: [{ option: 'timeout', sets: 'timeout', off: [0] }],
  defaults: [noTimeout('jQuery has no timeout unless `timeout` is set')],
  advice: '$.ajax({ url, timeout: 10_000 })',
  evidence: [{ url: 'https://api.jquery.com/jQuery.ajax/', versions: '4.0.0', how: 'read' }],
};
