import { expect, test } from 'vitest';
import { clean, faults } from '../harness/cases';
import { analyse } from '../harness/check';

const rule = 'missing-timeout';

const worker = (members: string): string => `
  export class Worker {
    private readonly stopper = new AbortController();
    stop() { this.stopper.abort(); }
    send(url: string) {
      return fetch(url, { method: 'POST', signal: this.stopper.signal });
      MARK
    }
    ${members}
  }
`;
const quiet = (members = ''): string => worker(members).replace('MARK', '');
const loud = (members = ''): string => worker(members).replace('MARK', '//     ^^^^^ missing-timeout');

clean(rule, {
  'a method that aborts, and that anybody may call': quiet(),
  'a method that is called once a race is over': {
    files: {
      'worker.ts': quiet(),
      'run.ts': `
        import { Worker } from './worker';
        export async function run(work: (worker: Worker) => Promise<void>, ms: number) {
          const worker = new Worker();
          try {
            await Promise.race([work(worker), new Promise((done) => setTimeout(done, ms))]);
          } finally {
            worker.stop();
          }
        }
      `,
    },
  },
  'a click that starts what it ends': {
    files: {
      'worker.ts': quiet(),
      'run.ts': `
        import { Worker } from './worker';
        import { menu, pause } from './menu';
        const worker = new Worker();
        menu.on('click', async () => {
          void worker.send('https://x.test');
          await pause(1000);
          worker.stop();
        });
      `,
      'menu.ts':
        'export declare const menu: { on(name: string, told: () => void): void };\nexport declare const pause: (ms: number) => Promise<void>;',
    },
  },
  'one caller at the end of the program, another who knows when': quiet(`
    constructor() { process.on('SIGTERM', () => this.stop()); }
    late() { this.stop(); }
  `),
  'a function of the module that anybody may call': `
    let stopper: AbortController;
    export const stop = () => stopper.abort();
    export const send = (url: string) => {
      stopper = new AbortController();
      return fetch(url, { method: 'POST', signal: stopper.signal });
    };
  `,
  'a process of its own that comes to its end': quiet(`
    watch(child: import('node:child_process').ChildProcess) { child.on('exit', () => this.stop()); }
  `),
});

faults(rule, {
  'the end of the program': loud("constructor() { process.once('SIGTERM', () => this.stop()); }"),
  'the end of the program, by a name': loud("constructor() { process.on('exit', this.stop); }"),
  'the end of the program, after something that is waited for': loud(`
    constructor() { process.on('SIGINT', () => this.leave()); }
    private async leave() { await Promise.resolve(); this.stop(); }
  `),
  'one of several signals to the process': loud(
    "constructor() { for (const one of ['SIGINT', 'SIGTERM']) process.on(one, () => this.stop()); }",
  ),
  'a hook that a framework calls as it leaves': `
    export class Worker {
      private readonly stopper = new AbortController();
      onModuleDestroy() { this.stopper.abort(); }
      send(url: string) {
        return fetch(url, { method: 'POST', signal: this.stopper.signal });
        //     ^^^^^ missing-timeout
      }
    }
  `,
  'a person, in another file': {
    files: {
      'worker.ts': loud(),
      'run.ts': `
        import { Worker } from './worker';
        import { menu } from './menu';
        const worker = new Worker();
        menu.on('click', () => worker.stop());
      `,
      'menu.ts': 'export declare const menu: { on(name: string, told: () => void): void };',
    },
  },
  'whoever begins anew ends what was before, and the program all': `
    export class Worker {
      private stopper = new AbortController();
      constructor() { process.on('SIGTERM', () => this.stop()); }
      private stop() { this.stopper.abort(); }
      send(url: string) {
        this.stop();
        this.stopper = new AbortController();
        return fetch(url, { method: 'POST', signal: this.stopper.signal });
        //     ^^^^^ missing-timeout
      }
    }
  `,
});

const timers: Readonly<Record<string, string>> = {
  'a function under a name': `
    const late = () => stopper.abort();
    const timer = setTimeout(late, 700);`,
  'a function that is declared': `
    function late() { stopper.abort(); }
    const timer = setTimeout(late, 700);`,
  'a function that another one calls': `
    const late = () => stopper.abort();
    const timer = setTimeout(() => { console.warn('late'); late(); }, 700);`,
};

test.each(Object.entries(timers))('a timer runs %s', (_, lines) => {
  const { calls } = analyse(`
    export async function send(url: string) {
      const stopper = new AbortController();
      ${lines}
      const answer = await fetch(url, { signal: stopper.signal });
      clearTimeout(timer);
      return answer.status;
    }
  `);
  expect(calls.map(({ profile }) => profile.worstMs)).toEqual([700]);
});

test('a timer that another function sets bounds perhaps', () => {
  const source = quiet('later() { setTimeout(() => this.stop(), 700); }');
  expect(analyse(source).calls.map(({ profile }) => profile.timeout.is)).toEqual(['unknown']);
});
