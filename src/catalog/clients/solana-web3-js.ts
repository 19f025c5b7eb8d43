import type { ClientModel } from '../../model/catalog/client';
import type { DefaultModel } from '../../model/catalog/default';
import { ownFetch } from '../families/fetch';
import { fetchFloor, noTimeout } from '../families/floor';

const questions: readonly string[] = [
  'getAccountInfo',
  'getParsedAccountInfo',
  'getMultipleAccountsInfo',
  'getMultipleAccounts',
  'getBalance',
  'getBlock',
  'getBlockHeight',
  'getBlockTime',
  'getBlocks',
  'getEpochInfo',
  'getFeeForMessage',
  'getGenesisHash',
  'getHealth',
  'getLatestBlockhash',
  'getRecentBlockhash',
  'getMinimumBalanceForRentExemption',
  'getParsedProgramAccounts',
  'getParsedTokenAccountsByOwner',
  'getParsedTransaction',
  'getParsedTransactions',
  'getProgramAccounts',
  'getRecentPrioritizationFees',
  'getSignatureStatus',
  'getSignatureStatuses',
  'getSignaturesForAddress',
  'getSlot',
  'getSupply',
  'getTokenAccountBalance',
  'getTokenAccountsByOwner',
  'getTokenSupply',
  'getTransaction',
  'getTransactions',
  'getVersion',
  'getVoteAccounts',
  'isBlockhashValid',
  'simulateTransaction',
];

export const solanaWeb3Js: ClientModel = {
  id: '@solana/web3.js',
  title: 'Solana',
  modules: ['@solana/web3.js', '@solana/kit', '@solana/rpc'],
  failure: 'throws',
  makes: [
    { path: 'Connection', options: ['arg[1]'] },
    { path: 'createSolanaRpc', kind: 'rpc', options: ['arg[1]'] },
    // Since version 2 a method only describes the request; `send` sends it.
    ...[...questions, 'sendTransaction', 'requestAirdrop'].map((path) => ({ path, on: ['rpc'], kind: 'pending' })),
  ],
  calls: [
    { paths: questions, on: ['instance'], effect: 'read' },
    // It asks again until the block hash has expired.
    { paths: ['confirmTransaction'], on: ['instance'], effect: 'read' },
    { paths: ['sendTransaction', 'sendRawTransaction', 'sendEncodedTransaction', 'requestAirdrop'], on: ['instance'], effect: 'write' },
    { paths: ['sendAndConfirmTransaction', 'sendAndConfirmRawTransaction'], on: ['module'], effect: 'write' },
    { paths: ['send'], on: ['pending'], options: ['arg[0]'], effect: 'unknown' },
  ],
  options: [
    { ...ownFetch, on: ['instance', 'sendAndConfirmTransaction', 'sendAndConfirmRawTransaction'], versions: '<2' },
    { option: 'abortSignal', at: 'call', on: ['pending'], sets: 'cancellation', unit: 'signal' },
    { option: 'disableRetryOnRateLimit', at: 'instance', on: ['instance'], sets: 'retry', field: 'all', off: [true] },
    {
      option: 'confirmTransactionInitialTimeout',
      at: 'instance',
      on: ['confirmTransaction'],
      sets: 'timeout',
      covers: 'total',
    },
  ],
  defaults: [
    { ...noTimeout("Solana's client has no timeout"), versions: '<1.70.2 || >=1.78.1' },
    // The agent that it makes for its sockets ends those that are silent; since it asks by the `fetch` of Node, nobody asks the agent.
    {
      facet: 'timeout',
      covers: 'attempt',
      ms: 38_000,
      versions: '>=1.70.2 <1.78.1',
      says: "the agent of Solana's client ends a request that is silent for 38 s",
    },
    ...fetchFloor.map((row): DefaultModel => ({ ...row, versions: '>=1.78.1' })),
    {
      facet: 'retry',
      on: ['instance', 'sendAndConfirmTransaction', 'sendAndConfirmRawTransaction'],
      attempts: 5,
      backoff: 'exponential',
      jitter: false,
      delayMs: 500,
      // Only a refusal for too many requests is repeated, and a signed transaction counts once.
      writes: false,
      says: "Solana's client tries 5 times after 429",
    },
  ],
  advice: 'rpc.getBalance(address).send({ abortSignal: AbortSignal.timeout(10_000) })',
  evidence: [{ url: 'https://solana.com/docs/clients/official/javascript', versions: '1.99.0, 2.0.0', how: 'read' }],
};
