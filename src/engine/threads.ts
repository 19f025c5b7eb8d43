import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import { type FileSummary, summaryVersion } from '../model/summary';
import { claimed, free, type Made, type Sheaf } from './thread-words';

/** Summaries made ahead on other threads. */
export interface Threads {
  /** These texts will be asked for soon. */
  expect(files: readonly { readonly file: string; readonly text: string }[]): void;
  /** The summary of an expected text, waited for if somebody is at it; `undefined` when nobody is, and then it is the caller's to make. */
  take(file: string, text: string): { readonly summary: FileSummary; readonly ms: number } | undefined;
  close(): void;
}

/** From this many bytes of text that must be parsed on, other threads win although each has to load the compiler first; see docs/performance.md. */
export const worthThreads = 40_000_000;

/** How many threads a run should use: what was asked for; left alone, one until there is enough to read, and then one for each core but one, four at most. */
export function threadsFor(asked: number | 'auto', bytes: number, cores = availableParallelism()): number {
  if (asked !== 'auto') return Math.min(Math.max(1, asked), 64);
  return bytes < worthThreads ? 1 : Math.min(cores, 5);
}

/**
 * Starts threads beside this one. Every expected file belongs to one of them, and whoever claims it first, that thread or
 * this one, parses it, so that nobody waits for work nobody has begun; threads begin with what was expected last, this one
 * asks for what was expected first. A thread that fails, or never starts, costs nothing but its help; who has begun and
 * does not answer within `patience` milliseconds is not waited for.
 */
export function openThreads(count: number, room: number, program = programFile(), patience = 20_000): Threads | undefined {
  if (program === undefined || count < 1) return undefined;
  const states = new Int32Array(new SharedArrayBuffer(4 * Math.max(1, room)));
  const hands = Array.from({ length: count }, () => handAt(program, states));
  const numbers = new Map<string, { readonly id: number; readonly text: string; readonly port: MessagePort }>();
  const made = new Map<number, Made>();
  return {
    expect(files) {
      const shares = hands.map((hand) => ({ hand, items: [] as Sheaf[number][] }));
      for (const { file, text } of files) {
        const id = numbers.size;
        if (id >= states.length || numbers.has(file)) continue;
        const least = shares.reduce((a, b) => (b.hand.load < a.hand.load ? b : a));
        least.hand.load += text.length;
        least.items.push({ id, file, text });
        numbers.set(file, { id, text, port: least.hand.port });
      }
      for (const { hand, items } of shares) if (items.length > 0) hand.port.postMessage(items satisfies Sheaf);
    },
    take(file, text) {
      const known = numbers.get(file);
      if (known === undefined || known.text !== text) return undefined;
      const { id, port } = known;
      if (Atomics.compareExchange(states, id, free, claimed) === free) return undefined;
      while (Atomics.load(states, id) === claimed) if (Atomics.wait(states, id, claimed, patience) === 'timed-out') return undefined;
      for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
        const message: Made = next.message;
        made.set(message.id, message);
      }
      const it = made.get(id);
      made.delete(id);
      if (it?.json === undefined) return undefined;
      const summary: FileSummary = JSON.parse(it.json);
      // A program of another build may lie there.
      return summary.version === summaryVersion ? { summary, ms: it.ms } : undefined;
    },
    close() {
      for (const { worker, port } of hands) {
        port.close();
        void worker.terminate();
      }
      numbers.clear();
      made.clear();
    },
  };
}

interface Hand {
  readonly worker: Worker;
  readonly port: MessagePort;
  /** Characters that were given to it. */
  load: number;
}

function handAt(program: string, states: Int32Array): Hand {
  const { port1, port2 } = new MessageChannel();
  // With less stack than this thread has: what fails there for want of it is tried here, and what does not would not here.
  const resourceLimits = { stackSizeMb: 0.75 };
  const worker = new Worker(program, { workerData: { port: port2, states }, transferList: [port2], resourceLimits });
  worker.unref();
  port1.unref();
  // What it leaves undone is done here.
  worker.on('error', () => {});
  return { worker, port: port1, load: 0 };
}

/** Beside this file or below it, as the build lays it down; sources are not run on threads. */
function programFile(): string | undefined {
  return ['worker.js', '../worker.js'].map((name) => fileURLToPath(new URL(name, import.meta.url))).find((path) => existsSync(path));
}
