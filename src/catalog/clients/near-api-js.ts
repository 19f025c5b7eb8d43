import type { ClientModel } from '../../model/catalog/client';
import { fetchFloor, noTimeout } from '../families/floor';

const questions: readonly string[] = [
  'status',
  'query',
  'block',
  'blockChanges',
  'chunk',
  'validators',
  'gasPrice',
  'txStatus',
  'txStatusReceipts',
  'lightClientProof',
  'nextLightClientBlock',
  'accessKeyChanges',
  'accountChanges',
  'contractStateChanges',
  'experimental_protocolConfig',
];
const transactions: readonly string[] = ['sendTransaction', 'sendTransactionAsync', 'sendTransactionUntil'];
const behind = (paths: readonly string[]): readonly string[] => paths.map((path) => `connection.provider.${path}`);

export const nearApiJs: ClientModel = {
  id: 'near-api-js',
  title: 'NEAR',
  modules: ['near-api-js'],
  failure: 'throws',
  makes: [
    ...['JsonRpcProvider', 'providers.JsonRpcProvider'].map((path) => ({ path, options: ['arg[1]'] as const })),
    ...['connect', 'Near'].map((path) => ({ path, kind: 'near' })),
    { path: 'account', on: ['near'], kind: 'account' },
    { path: 'Account', kind: 'account' },
    { path: 'Contract', kind: 'contract' },
  ],
  calls: [
    { paths: questions, on: ['instance'], effect: 'read' },
    { paths: transactions, on: ['instance'], effect: 'write' },
    { paths: ['sendJsonRpc'], on: ['instance'], effect: 'unknown' },
    { paths: behind(questions), on: ['near', 'account'], effect: 'read' },
    { paths: behind(transactions), on: ['near', 'account'], effect: 'write' },
    {
      paths: ['state', 'viewFunction', 'viewState', 'getAccessKeys', 'getAccountDetails', 'getAccountBalance'],
      on: ['account'],
      effect: 'read',
    },
    {
      paths: [
        'functionCall',
        'signAndSendTransaction',
        'sendMoney',
        'createAccount',
        'deleteAccount',
        'deployContract',
        'createAndDeployContract',
        'addKey',
        'deleteKey',
        'stake',
      ],
      on: ['account'],
      effect: 'write',
    },
    // Its members are the methods of the contract, which are named where it is made.
    { paths: ['*'], on: ['contract'], effect: 'unknown' },
  ],
  options: [
    { option: 'retries', at: 'instance', on: ['instance'], versions: '>=5.1.0', sets: 'retry', plus: 0, off: [1] },
    { option: 'wait', at: 'instance', on: ['instance'], versions: '>=5.1.0', sets: 'retry', field: 'delayMs' },
  ],
  defaults: [
    noTimeout('NEAR has no timeout, and no option brings one'),
    ...fetchFloor,
    {
      facet: 'retry',
      versions: '>=5.1.0',
      attempts: 12,
      backoff: 'exponential',
      jitter: false,
      delayMs: 500,
      // A signed transaction counts once, however often it is sent.
      writes: false,
      says: 'NEAR tries 12 times after 408, 500 and 503',
    },
    { facet: 'opaque', versions: '<5.1.0', may: ['retry'], says: 'NEAR tries again after 408 and 503, over more than one loop' },
  ],
  advice: "new JsonRpcProvider({ url }, { retries: 3 }), and a timer of one's own around each question",
  evidence: [{ url: 'https://docs.near.org/tools/near-api', versions: '5.1.1', how: 'read' }],
};
