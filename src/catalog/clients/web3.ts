import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

export const web3: ClientModel = {
  id: 'web3',
  title: 'web3.js',
  modules: ['web3', 'web3-eth', 'web3-providers-http'],
  failure: 'throws',
  makes: [
    { path: '', options: ['arg[0]'] },
    { path: 'Web3', options: ['arg[0]'] },
    { path: 'Web3.providers.HttpProvider', kind: 'provider', options: ['arg[1]'] },
    { path: 'providers.HttpProvider', kind: 'provider', options: ['arg[1]'] },
    { path: 'HttpProvider', kind: 'provider', options: ['arg[1]'] },
    { path: 'Web3Eth', kind: 'eth' },
  ],
  calls: [
    {
      paths: [
        'getBlock',
        'getBlockNumber',
        'getBalance',
        'getCode',
        'getStorageAt',
        'getTransaction',
        'getTransactionCount',
        'getTransactionReceipt',
        'getGasPrice',
        'getChainId',
        'getPastLogs',
        'getAccounts',
        'isSyncing',
        'call',
        'estimateGas',
        'calculateFeeData',
        'net.getId',
        'net.isListening',
      ].map((member) => `eth.${member}`),
      on: ['instance'],
      effect: 'read',
    },
    // It waits until a block holds the transaction.
    { paths: ['eth.sendTransaction', 'eth.sendSignedTransaction'], on: ['instance'], effect: 'write', traits: ['slow'] },
    {
      paths: ['getBlock', 'getBlockNumber', 'getBalance', 'getTransactionReceipt', 'getTransactionCount', 'call', 'estimateGas'],
      on: ['eth'],
      effect: 'read',
    },
    { paths: ['sendTransaction', 'sendSignedTransaction'], on: ['eth'], effect: 'write', traits: ['slow'] },
    { paths: ['request'], on: ['provider'], options: ['arg[1]'], effect: 'unknown' },
  ],
  options: [
    { option: 'providerOptions.signal', at: 'instance', on: ['provider'], sets: 'cancellation', unit: 'signal' },
    { option: 'signal', at: 'call', on: ['provider'], sets: 'cancellation', unit: 'signal', proved: true },
    // Before version 4 the HTTP provider had a timeout of its own.
    { option: 'timeout', at: 'instance', on: ['provider'], versions: '<4', sets: 'timeout', off: [0] },
  ],
  defaults: [noTimeout('web3.js has no timeout for its requests')],
  advice: 'pTimeout(web3.eth.getBlockNumber(), { milliseconds: 10_000 })',
  evidence: [{ url: 'https://docs.web3js.org/guides/web3_providers_guide/http', versions: '4.16.0', how: 'read' }],
};
