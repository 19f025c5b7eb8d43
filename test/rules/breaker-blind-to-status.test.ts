import { clean, faults } from '../harness/cases';

const rule = 'breaker-blind-to-status';
const opossum = "import CircuitBreaker from 'opossum';\n";
const bounded = '{ signal: AbortSignal.timeout(1000) }';

faults(rule, {
  'the body is read, the status is not': `
    ${opossum}
    const breaker = new CircuitBreaker(async (url: string) => {
      const answer = await fetch(url, ${bounded});
    //                     ^^^^^ breaker-blind-to-status
      return answer.json();
    });
    export const user = (url: string) => breaker.fire(url);
  `,
  undici: `
    ${opossum}
    import { request } from 'undici';
    const breaker = new CircuitBreaker(async (url: string) => {
      const { body } = await request(url, ${bounded});
    //                       ^^^^^^^ breaker-blind-to-status
      return body.json();
    });
    export const user = (url: string) => breaker.fire(url);
  `,
});

clean(rule, {
  'the status is turned into a failure': `
    ${opossum}
    const breaker = new CircuitBreaker(async (url: string) => {
      const answer = await fetch(url, ${bounded});
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    });
    export const user = (url: string) => breaker.fire(url);
  `,
  'only server errors are': `
    ${opossum}
    const breaker = new CircuitBreaker(async (url: string) => {
      const answer = await fetch(url, ${bounded});
      if (answer.status >= 500) throw new Error('down');
      return answer.json();
    });
    export const user = (url: string) => breaker.fire(url);
  `,
  'the answer goes out as it is': `
    ${opossum}
    const breaker = new CircuitBreaker((url: string) => fetch(url, ${bounded}));
    export const user = (url: string) => breaker.fire(url);
  `,
  'a client that throws': `
    ${opossum}
    import axios from 'axios';
    const breaker = new CircuitBreaker(async (url: string) => (await axios.get(url, { timeout: 1000 })).data);
    export const user = (url: string) => breaker.fire(url);
  `,
  ky: `
    ${opossum}
    import ky from 'ky';
    const breaker = new CircuitBreaker((url: string) => ky.get(url).json());
    export const user = (url: string) => breaker.fire(url);
  `,
  got: `
    ${opossum}
    import got from 'got';
    const breaker = new CircuitBreaker((url: string) => got(url, { timeout: { request: 1000 } }).json());
    export const user = (url: string) => breaker.fire(url);
  `,
  'a filter of errors is a sign of thought': `
    ${opossum}
    const breaker = new CircuitBreaker(async (url: string) => (await fetch(url, ${bounded})).json(), { errorFilter: (error) => error.status < 500 });
    export const user = (url: string) => breaker.fire(url);
  `,
  'a helper looks': `
    ${opossum}
    const checked = (answer: Response) => {
      if (!answer.ok) throw new Error('bad');
      return answer;
    };
    const breaker = new CircuitBreaker(async (url: string) => checked(await fetch(url, ${bounded})));
    export const user = (url: string) => breaker.fire(url);
  `,
  'a helper that cannot be read may look': `
    ${opossum}
    import { checked } from 'house-rules';
    const breaker = new CircuitBreaker(async (url: string) => checked(await fetch(url, ${bounded})));
    export const user = (url: string) => breaker.fire(url);
  `,
  'no breaker': `export const user = async (url: string) => (await fetch(url, ${bounded})).json();`,
  'a retry': `
    import pRetry from 'p-retry';
    export const user = (url: string) => pRetry(async () => (await fetch(url, ${bounded})).json(), { retries: 3 });
  `,
  'a policy that looks at results': `
    import { circuitBreaker, ConsecutiveBreaker, handleWhenResult } from 'cockatiel';
    const breaker = circuitBreaker(handleWhenResult((answer) => answer === undefined), { halfOpenAfter: 10_000, breaker: new ConsecutiveBreaker(5) });
    export const user = (url: string) => breaker.execute(async () => (await fetch(url, ${bounded})).json());
  `,
  'the status is destructured': `
    ${opossum}
    const breaker = new CircuitBreaker(async (url: string) => {
      const { ok } = await fetch(url, ${bounded});
      if (!ok) throw new Error('bad');
    });
    export const user = (url: string) => breaker.fire(url);
  `,
  'the status is asked in the chain': `
    ${opossum}
    const breaker = new CircuitBreaker((url: string) =>
      fetch(url, ${bounded}).then((answer) => {
        if (!answer.ok) throw new Error('bad');
        return answer.json();
      }),
    );
    export const user = (url: string) => breaker.fire(url);
  `,
  'the body is left alone': `
    ${opossum}
    const breaker = new CircuitBreaker(async (url: string) => {
      await fetch(url, ${bounded});
    });
    export const ping = (url: string) => breaker.fire(url);
  `,
  'superagent throws': `
    ${opossum}
    import request from 'superagent';
    const breaker = new CircuitBreaker(async (url: string) => (await request.get(url).timeout(1000)).body);
    export const user = (url: string) => breaker.fire(url);
  `,
});
