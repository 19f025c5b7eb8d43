import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

/** Each call is an observable that sends when somebody subscribes, and stops when the last one leaves. */
export const angularCommonHttp: ClientModel = {
  id: '@angular/common/http',
  title: 'HttpClient',
  modules: ['@angular/common/http'],
  package: '@angular/common',
  failure: 'throws',
  traits: ['lazy'],
  makes: [{ path: 'HttpClient' }],
  calls: [
    { paths: ['get', 'head', 'options'], on: ['instance'], options: ['arg[1]'], effect: 'read', target: 'arg[0]' },
    { paths: ['delete'], on: ['instance'], options: ['arg[1]'], effect: 'write', target: 'arg[0]' },
    { paths: ['post', 'put', 'patch'], on: ['instance'], options: ['arg[2]'], effect: 'write', target: 'arg[0]' },
    { paths: ['jsonp'], on: ['instance'], effect: 'read', target: 'arg[0]' },
    { paths: ['request'], on: ['instance'], options: ['arg[2]'], effect: { method: ['arg[0]'], otherwise: 'unknown' }, target: 'arg[1]' },
  ],
  options: [
    { option: 'timeout', at: 'call', versions: '>=20.0.0', sets: 'timeout' },
    { option: 'timeout', at: 'call', versions: '<20.0.0', sets: 'timeout', ignored: 'HttpClient knows `timeout` from version 20 on only' },
  ],
  defaults: [noTimeout('HttpClient has no timeout; `.pipe(timeout(ms))` or an interceptor may bring one')],
  advice: 'http.get(url).pipe(timeout(10_000))',
  evidence: [{ url: 'https://angular.dev/guide/http/making-requests', versions: '19.2.25, 20.3.35, 21.2.26', how: 'read' }],
};
