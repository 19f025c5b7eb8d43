import { expect, test } from 'vitest';
import { clean, faults } from '../harness/cases';
import { check } from '../harness/check';

const rule = 'breaker-per-call';
const opossum = "import CircuitBreaker from 'opossum';\n";
const bounded = '{ signal: AbortSignal.timeout(1000) }';

faults(rule, {
  'built and fired in one breath': `
    ${opossum}
    export const user = (url: string) => new CircuitBreaker(() => fetch(url, ${bounded})).fire();
    //                                       ^^^^^^^^^^^^^^ breaker-per-call
  `,
  'built in the function': `
    ${opossum}
    export async function user(url: string) {
      const breaker = new CircuitBreaker(() => fetch(url, ${bounded}), { timeout: 3000 });
    //                    ^^^^^^^^^^^^^^ breaker-per-call
      return await breaker.fire();
    }
  `,
  'a policy built in the function': `
    import { circuitBreaker, ConsecutiveBreaker, handleAll } from 'cockatiel';
    export async function user(url: string) {
      const breaker = circuitBreaker(handleAll, { halfOpenAfter: 10_000, breaker: new ConsecutiveBreaker(5) });
    //                ^^^^^^^^^^^^^^ breaker-per-call
      return await breaker.execute(() => fetch(url, ${bounded}));
    }
  `,
});

faults(rule, {
  'with an object of its own beside it': `
    ${opossum}
    export async function user(url: string) {
      const options = { timeout: 3000 };
      const breaker = new CircuitBreaker(() => fetch(url, ${bounded}), options);
    //                    ^^^^^^^^^^^^^^ breaker-per-call
      return await breaker.fire();
    }
  `,
});

clean(rule, {
  'of the module': `
    ${opossum}
    const breaker = new CircuitBreaker((url: string) => fetch(url, ${bounded}));
    export const user = (url: string) => breaker.fire(url);
  `,
  exported: `
    ${opossum}
    export const breaker = new CircuitBreaker((url: string) => fetch(url, ${bounded}));
    export const user = (url: string) => breaker.fire(url);
  `,
  'kept with others in a map': `
    ${opossum}
    const known = new WeakMap<object, { fire(url: string): Promise<Response>; breaker: CircuitBreaker }>();
    const breakerOf = (client: object) => {
      const existing = known.get(client);
      if (existing) return existing;
      const breaker = new CircuitBreaker((url: string) => fetch(url, ${bounded}));
      const entry = { breaker, fire: (url: string) => breaker.fire(url) as Promise<Response> };
      known.set(client, entry);
      return entry;
    };
    export const user = (client: object, url: string) => breakerOf(client).fire(url);
  `,
  'kept with others in a field': `
    ${opossum}
    export class Users {
      private kept?: { breaker: CircuitBreaker; since: number };
      open() {
        const breaker = new CircuitBreaker((url: string) => fetch(url, ${bounded}));
        const entry = { breaker, since: Date.now() };
        this.kept = entry;
        breaker.fire('https://a.test');
      }
    }
  `,
  'a factory': `
    ${opossum}
    export const guarded = (send: (url: string) => Promise<Response>) => new CircuitBreaker(send);
    export const user = (url: string) => fetch(url, ${bounded});
  `,
  'a factory that is used once': `
    ${opossum}
    const makeBreaker = () => new CircuitBreaker((url: string) => fetch(url, ${bounded}));
    const breaker = makeBreaker();
    export const user = (url: string) => breaker.fire(url);
  `,
  'a field of a class': `
    ${opossum}
    export class Users {
      private readonly breaker = new CircuitBreaker((url: string) => fetch(url, ${bounded}));
      one(url: string) {
        return this.breaker.fire(url);
      }
    }
  `,
  'made in a constructor': `
    ${opossum}
    export class Users {
      private readonly breaker: CircuitBreaker;
      constructor() {
        this.breaker = new CircuitBreaker((url: string) => fetch(url, ${bounded}));
      }
      one(url: string) {
        return this.breaker.fire(url);
      }
    }
  `,
  'made on first use': `
    ${opossum}
    let breaker: CircuitBreaker | undefined;
    export const user = (url: string) => {
      breaker ??= new CircuitBreaker((one: string) => fetch(one, ${bounded}));
      return breaker.fire(url);
    };
  `,
  'kept in a map, one for each host': `
    ${opossum}
    const breakers = new Map<string, CircuitBreaker>();
    export const user = (host: string) => {
      let breaker = breakers.get(host);
      if (breaker === undefined) {
        breaker = new CircuitBreaker((path: string) => fetch(host + path, ${bounded}));
        breakers.set(host, breaker);
      }
      return breaker.fire('/user');
    };
  `,
  'a closure that is handed back': `
    ${opossum}
    export function makeUser() {
      const breaker = new CircuitBreaker((url: string) => fetch(url, ${bounded}));
      return (url: string) => breaker.fire(url);
    }
  `,
  'an object of closures that is handed back': `
    ${opossum}
    export function makeUsers() {
      const breaker = new CircuitBreaker((url: string) => fetch(url, ${bounded}));
      return { one: (url: string) => breaker.fire(url) };
    }
  `,
  'a policy of the module': `
    import { circuitBreaker, ConsecutiveBreaker, handleAll } from 'cockatiel';
    const breaker = circuitBreaker(handleAll, { halfOpenAfter: 10_000, breaker: new ConsecutiveBreaker(5) });
    export const user = (url: string) => breaker.execute(() => fetch(url, ${bounded}));
  `,
  'a retry built in the function holds no memory': `
    import { handleAll, retry } from 'cockatiel';
    export const user = (url: string) => retry(handleAll, { maxAttempts: 2 }).execute(() => fetch(url, ${bounded}));
  `,
  'no breaker': `export const user = (url: string) => fetch(url, ${bounded});`,
  'handed to somebody who may keep it': `
    ${opossum}
    import { register } from 'house-rules';
    export const user = (url: string) => {
      const breaker = register(new CircuitBreaker(() => fetch(url, ${bounded})));
      return breaker.fire();
    };
  `,
  'stored under a member': `
    ${opossum}
    const state: { breaker?: CircuitBreaker } = {};
    export const user = (url: string) => {
      state.breaker = state.breaker ?? new CircuitBreaker((one: string) => fetch(one, ${bounded}));
      return state.breaker.fire(url);
    };
  `,
  'combined once for the module': `
    import { circuitBreaker, ConsecutiveBreaker, handleAll, retry, wrap } from 'cockatiel';
    const policy = wrap(retry(handleAll, { maxAttempts: 2 }), circuitBreaker(handleAll, { halfOpenAfter: 10_000, breaker: new ConsecutiveBreaker(5) }));
    export const user = (url: string) => policy.execute(() => fetch(url, ${bounded}));
  `,
});

test('says why it never opens', () => {
  const [finding] = check(
    `
    ${opossum}
    export const user = (url: string) => new CircuitBreaker(() => fetch(url, ${bounded})).fire();
    //                                       ^^^^^^^^^^^^^^ breaker-per-call
    `,
    { rule },
  );
  expect(finding?.message).toBe('This `opossum` breaker never opens: it is built anew for each call and forgets every failure.');
});
