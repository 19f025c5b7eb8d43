import type { ClientModel } from '../../model/catalog/client';

export const ethers: ClientModel = {
  id: 'ethers',
  title: 'ethers',
  modules: ['ethers'],
  failure: 'throws',
  makes: [
    // A provider takes an address or a prepared `FetchRequest`; only the latter carries a timeout.
    ...[
      'JsonRpcProvider',
      'InfuraProvider',
      'AlchemyProvider',
      'EtherscanProvider',
      'CloudflareProvider',
      'QuickNodeProvider',
      'PocketProvider',
      'AnkrProvider',
    ].flatMap((name) =>
      [name, `ethers.${name}`, `providers.${name}`, `ethers.providers.${name}`].map((path) => ({
        path,
        options: ['arg[0]', 'arg[2]'] as const,
      })),
    ),
    ...[
      'getDefaultProvider',
      'ethers.getDefaultProvider',
      'FallbackProvider',
      'ethers.FallbackProvider',
      'BrowserProvider',
      'ethers.BrowserProvider',
    ].map((path) => ({
      path,
      kind: 'instance',
    })),
    ...['Wallet', 'ethers.Wallet'].map((path) => ({ path, kind: 'signer' })),
    { path: 'getSigner', on: ['instance'], kind: 'signer', inherits: true },
    ...['FetchRequest', 'ethers.FetchRequest'].map((path) => ({ path, kind: 'request' })),
  ],
  calls: [
    {
      paths: [
        'getBlock',
        'getBlockNumber',
        'getBalance',
        'getCode',
        'getStorage',
        'getStorageAt',
        'getTransaction',
        'getTransactionCount',
        'getTransactionReceipt',
        'getTransactionResult',
        'getNetwork',
        'getFeeData',
        'getGasPrice',
        'getLogs',
        'call',
        'estimateGas',
        'resolveName',
        'lookupAddress',
        'getAvatar',
        'waitForTransaction',
        'waitForBlock',
      ],
      on: ['instance'],
      effect: 'read',
    },
    { paths: ['send', 'broadcastTransaction', 'sendTransaction'], on: ['instance'], effect: 'write' },
    { paths: ['sendTransaction', 'sendUncheckedTransaction'], on: ['signer'], effect: 'write' },
    { paths: ['getBalance', 'getNonce', 'getTransactionCount', 'estimateGas', 'call'], on: ['signer'], effect: 'read' },
    { paths: ['send'], on: ['request'], effect: 'read' },
  ],
  options: [{ option: 'timeout', sets: 'timeout' }],
  // `request.timeout = 10_000` on a `FetchRequest`; a provider made from it inherits the number.
  assigns: [''],
  defaults: [
    { facet: 'timeout', covers: 'attempt', ms: 300_000, says: 'ethers gives up a request after 300 s' },
    {
      facet: 'retry',
      attempts: 12,
      backoff: 'exponential',
      jitter: true,
      delayMs: 250,
      // Only a refusal for too many requests is repeated, which did nothing.
      writes: false,
      says: 'ethers tries up to 12 times after 429',
    },
  ],
  advice: 'const request = new FetchRequest(url); request.timeout = 10_000; new JsonRpcProvider(request)',
  evidence: [{ url: 'https://docs.ethers.org/v6/api/utils/fetching', versions: '6.17.0', how: 'read' }],
};
