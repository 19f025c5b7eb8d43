import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

export const rxjsAjax: ClientModel = {
  id: 'rxjs/ajax',
  title: 'ajax',
  modules: ['rxjs/ajax'],
  package: 'rxjs',
  failure: 'throws',
  traits: ['lazy', 'page-only'],
  calls: [
    { paths: ['ajax'], on: ['module'], options: ['arg[0]'], effect: { method: ['arg[0].method'], otherwise: 'read' }, target: 'arg[0]' },
    { paths: ['ajax.get', 'ajax.getJSON'], on: ['module'], effect: 'read', target: 'arg[0]' },
    { paths: ['ajax.post', 'ajax.put', 'ajax.patch', 'ajax.delete'], on: ['module'], effect: 'write', target: 'arg[0]' },
  ],
  options: [{ option: 'timeout', at: 'call', sets: 'timeout', off: [0] }],
  defaults: [noTimeout('`ajax` has no timeout unless `timeout` is set or the operator stands behind it')],
  advice: 'ajax(url).pipe(timeout(10_000))',
  evidence: [{ url: 'https://rxjs.dev/api/ajax/ajax', versions: '7.8.2', how: 'read' }],
};
