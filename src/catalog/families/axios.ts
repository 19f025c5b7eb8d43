import type { CallModel } from '../../model/catalog/client';
import type { OptionModel } from '../../model/catalog/option';

const reads = ['get', 'head', 'options'];
const bodies = ['post', 'put', 'patch', 'postForm', 'putForm', 'patchForm'];

/** The members of axios, and of all that are made in its image; a prefix stands before each. */
export function axiosCalls(on: readonly string[], prefix = ''): readonly CallModel[] {
  const at = (names: readonly string[]) => names.map((name) => `${prefix}${name}`);
  return [
    { paths: at(reads), on, options: ['arg[1]'], effect: 'read', target: 'arg[0]' },
    { paths: at(['delete']), on, options: ['arg[1]'], effect: 'write', target: 'arg[0]' },
    { paths: at(bodies), on, options: ['arg[2]'], effect: 'write', target: 'arg[0]' },
    {
      paths: at(['request']),
      on,
      options: ['arg[0]', 'arg[1]'],
      effect: { method: ['arg[0].method', 'arg[1].method'], otherwise: 'read' },
      target: 'arg[0].url',
    },
  ];
}

/** The thing itself called: `axios(config)` and `axios(url, config)`. */
export function axiosItself(on: readonly string[], path = ''): CallModel {
  return {
    paths: [path],
    on,
    options: ['arg[1]', 'arg[0]'],
    effect: { method: ['arg[1].method', 'arg[0].method'], otherwise: 'read' },
    target: 'arg[0]',
  };
}

/** What else a request is told; `method`, `url` and `data` may well be fields of a body. */
export const axiosOtherOptions: readonly string[] =
  'headers params auth baseURL responseType responseEncoding withCredentials maxRedirects maxContentLength maxBodyLength paramsSerializer timeoutErrorMessage xsrfCookieName xsrfHeaderName proxy'.split(
    ' ',
  );

export const axiosOptions: readonly OptionModel[] = [
  // With the http adapter it bounds connecting, the head and then silence: a slow trickle outlives it.
  { option: 'timeout', sets: 'timeout', off: [0, false, null] },
  { option: 'signal', sets: 'cancellation', unit: 'signal' },
  { option: 'cancelToken', at: 'call', sets: 'cancellation', unit: 'signal', mends: false },
  { option: 'validateStatus', sets: 'status', resolves: [null] },
  { option: 'httpAgent', sets: 'agent' },
  { option: 'httpsAgent', sets: 'agent' },
];
