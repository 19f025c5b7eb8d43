import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

/** A call that is asked by its path takes options of the transport; the others, which are most, take none. */
export const jsforce: ClientModel = {
  id: 'jsforce',
  title: 'Salesforce',
  modules: ['jsforce'],
  failure: 'throws',
  makes: [
    { path: 'Connection', options: ['arg[0]'], types: ['Connection'] },
    { path: 'OAuth2', kind: 'oauth2', options: ['arg[0]'] },
    { path: 'sobject', on: ['instance'], kind: 'sobject', inherits: true, types: ['SObject'] },
  ],
  calls: [
    { paths: ['query', 'queryMore'], on: ['instance'], effect: 'read', traits: ['lazy'] },
    {
      paths: [
        'search',
        'retrieve',
        'describe',
        'describeSObject',
        'describeGlobal',
        'identity',
        'recent',
        'updated',
        'deleted',
        'tabs',
        'limits',
        'theme',
        'quickActions',
      ],
      on: ['instance'],
      effect: 'read',
    },
    {
      paths: ['create', 'insert', 'update', 'upsert', 'delete', 'del', 'authorize', 'login', 'loginByOAuth2', 'loginBySoap', 'logout'],
      on: ['instance'],
      effect: 'write',
    },
    { paths: ['find', 'findOne', 'select', 'count'], on: ['sobject'], effect: 'read', traits: ['lazy'] },
    {
      paths: [
        'retrieve',
        'describe',
        'recent',
        'updated',
        'deleted',
        'layouts',
        'listviews',
        'compactLayouts',
        'approvalLayouts',
        'quickActions',
      ],
      on: ['sobject'],
      effect: 'read',
    },
    { paths: ['create', 'insert', 'update', 'upsert', 'destroy', 'delete', 'del'], on: ['sobject'], effect: 'write' },
    { paths: ['requestToken', 'refreshToken', 'authenticate', 'revokeToken'], on: ['oauth2'], effect: 'write' },
    { paths: ['requestGet'], on: ['instance'], options: ['arg[1]'], effect: 'read', target: 'arg[0]' },
    { paths: ['requestDelete'], on: ['instance'], options: ['arg[1]'], effect: 'write', target: 'arg[0]' },
    { paths: ['requestPost', 'requestPut', 'requestPatch'], on: ['instance'], options: ['arg[2]'], effect: 'write', target: 'arg[0]' },
    {
      paths: ['request'],
      on: ['instance'],
      options: ['arg[1]'],
      effect: { method: ['arg[0].method'], otherwise: 'read' },
      target: 'arg[0]',
    },
  ],
  options: [
    // One timer for all tries, which ends with the head of the last.
    { option: 'timeout', at: 'call', sets: 'timeout', covers: 'headers', kills: [0, 'Infinity'] },
    { option: 'retry.maxRetries', at: 'call', sets: 'retry', off: [0], unbounded: ['Infinity'] },
    { option: 'retry.minTimeout', at: 'call', sets: 'retry', field: 'delayMs' },
    { option: 'retry.methods', at: 'call', sets: 'retry', field: 'writes', mends: false },
  ],
  defaults: [
    noTimeout('Salesforce waits for the body of an answer without end'),
    {
      facet: 'timeout',
      covers: 'headers',
      ms: 1_800_000,
      says: 'Salesforce gives up waiting for the response head after 30 minutes, all tries together',
    },
    {
      // A PUT and a DELETE are repeated as a GET is; what creates and changes records is a POST or a PATCH.
      facet: 'retry',
      attempts: 6,
      backoff: 'exponential',
      jitter: false,
      delayMs: 500,
      writes: false,
      says: 'Salesforce tries reads 6 times after network errors, 429, 500, 502, 503 and 504',
    },
  ],
  advice: "connection.requestGet('/sobjects', { timeout: 10_000 })",
  evidence: [{ url: 'https://github.com/jsforce/jsforce', versions: '3.10.16', how: 'read' }],
};
