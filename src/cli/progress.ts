import { Worker } from 'node:worker_threads';

/** Shows on standard error, after a second, that work goes on; from its own thread, because analysis holds the main one. Returns what ends it. */
export function progress(): () => void {
  const done = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(ticker, { eval: true, workerData: done });
  worker.unref();
  worker.on('error', () => {});
  return () => {
    if (Atomics.exchange(done, 0, 1) === 2) process.stderr.write('\r\u001b[K');
    void worker.terminate();
  };
}

/** The shared number is 0 while nothing is shown, 2 once something is, 1 when all is done. */
const ticker = `
const { workerData: done } = require('node:worker_threads');
const { writeSync } = require('node:fs');
const started = Date.now();
setTimeout(function tick() {
  if (Atomics.load(done, 0) === 1) return;
  Atomics.compareExchange(done, 0, 0, 2);
  if (Atomics.load(done, 0) !== 2) return;
  try { writeSync(2, '\\r\\u001b[KReading and linking, ' + Math.round((Date.now() - started) / 1000) + ' s'); } catch { return; }
  setTimeout(tick, 500);
}, 1000);
`;
