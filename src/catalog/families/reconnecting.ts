import type { ClientModel } from '../../model/catalog/client';
import { said, unanswered } from './sockets';

/** A WebSocket that connects anew by itself, and its younger brother. */
export function reconnectingSocket(
  part: Pick<ClientModel, 'id' | 'title' | 'modules' | 'evidence'>,
  classes: readonly string[],
  { delayMs, jitter }: { readonly delayMs: number; readonly jitter: boolean },
): ClientModel {
  return {
    ...part,
    failure: 'resolves',
    traits: ['connection'],
    makes: classes.map((path) => ({ path, kind: 'socket' })),
    calls: [
      said('send', ['socket']),
      { paths: classes, on: ['module'], constructs: true, options: ['arg[2]', 'arg[0]'], effect: 'read', target: 'arg[0]' },
    ],
    options: [
      { option: 'connectionTimeout', at: 'call', sets: 'timeout', covers: 'connect', kills: [0] },
      { option: 'maxRetries', at: 'call', sets: 'retry', reconnect: true, off: [0], unbounded: ['Infinity'] },
      { option: 'minReconnectionDelay', at: 'call', sets: 'retry', reconnect: true, field: 'delayMs' },
      { option: 'maxReconnectionDelay', at: 'call', sets: 'retry', reconnect: true, field: 'maxDelayMs' },
    ],
    defaults: [
      unanswered('send'),
      { facet: 'opaque', may: ['timeout'], says: 'a connection stays open by design, and a timer of your own may close it' },
      { facet: 'timeout', covers: 'connect', ms: 4_000, says: `${part.title ?? part.id} gives up an attempt to connect after 4 s` },
      {
        facet: 'retry',
        attempts: 'unbounded',
        backoff: 'exponential',
        jitter,
        delayMs,
        maxDelayMs: 10_000,
        writes: false,
        reconnect: true,
        says: `${part.title ?? part.id} connects anew without end`,
      },
    ],
    advice: 'new ReconnectingWebSocket(url, [], { maxRetries: 20 })',
  };
}
