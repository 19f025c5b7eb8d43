import type { ClientModel } from '../../model/catalog/client';
import { amqplib } from './amqplib';

/** The same broker by callbacks: nothing is thrown and nothing can be awaited, so no handler around a call hears of a failure. */
export const amqplibCallbackApi: ClientModel = {
  ...amqplib,
  id: 'amqplib/callback_api',
  modules: ['amqplib/callback_api'],
  traits: [...(amqplib.traits ?? []), 'emitter'],
  calls: amqplib.calls.map((row) => ({ ...row, ...(row.traits === undefined ? {} : { traits: [...row.traits, 'emitter' as const] }) })),
};
