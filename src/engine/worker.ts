import { type MessagePort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { summarise } from '../summary/summarise';
import { claimed, done, free, type Made, type Sheaf } from './thread-words';

/** One thread that reads files ahead: what was given to it last comes first, and what another thread has claimed is left out. */
const { port, states }: { readonly port: MessagePort; readonly states: Int32Array } = workerData;
const todo: Sheaf[number][] = [];

port.on('message', (first: Sheaf) => {
  todo.push(...first);
  for (let next = todo.pop(); next !== undefined; next = todo.pop()) {
    work(next);
    for (let more = receiveMessageOnPort(port); more !== undefined; more = receiveMessageOnPort(port)) {
      const sheaf: Sheaf = more.message;
      todo.push(...sheaf);
    }
  }
});

function work({ id, file, text }: Sheaf[number]): void {
  if (Atomics.compareExchange(states, id, free, claimed) !== free) return;
  const start = performance.now();
  port.postMessage({ id, ...madeOf(file, text), ms: performance.now() - start } satisfies Made);
  Atomics.store(states, id, done);
  Atomics.notify(states, id);
}

/** What fails here is tried again by whoever asks, and told there. */
function madeOf(file: string, text: string): { readonly json?: string } {
  try {
    return { json: JSON.stringify(summarise(file, text)) };
  } catch {
    return {};
  }
}
