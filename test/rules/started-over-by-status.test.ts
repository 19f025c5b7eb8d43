import { clean, faults } from '../harness/cases';

const sleep = 'const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));\n';
const signal = 'signal: AbortSignal.timeout(1000)';

faults('unbounded-retry', {
  'a method that calls itself on a bad status': `
    export class Client {
      async execute(request: { url: string }): Promise<Response> {
        const res = await fetch(request.url, { ${signal} });
        if (res.status >= 500) return this.execute(request);
    //                                ^^^^^^^^^^^^ unbounded-retry
        return res;
      }
    }
  `,
  'a function that calls itself unless the answer is ok': `
    export async function send(url: string, attempt: string): Promise<Response> {
      const res = await fetch(url, { headers: { attempt }, ${signal} });
      if (!res.ok) return send(url, attempt);
    //                    ^^^^ unbounded-retry
      return res;
    }
  `,
  'a good answer leaves first': `
    ${sleep}
    export async function load(url: string): Promise<unknown> {
      const res = await fetch(url, { ${signal} });
      if (res.ok) return res.json();
      await sleep(1000);
      return load(url);
    //       ^^^^ unbounded-retry
    }
  `,
  'in the other branch': `
    export async function load(url: string): Promise<unknown> {
      const { ok, body } = await fetch(url, { ${signal} });
      if (ok) {
        return body;
      } else {
        return load(url);
    //         ^^^^ unbounded-retry
      }
    }
  `,
  'in a promise chain': `
    export function load(url: string): Promise<unknown> {
      return fetch(url, { ${signal} }).then((res) => {
        if (res.status === 503) return load(url);
    //                                 ^^^^ unbounded-retry
        return res.json();
      });
    }
  `,
  'by a timer, for a list of statuses': `
    const retryable = new Set([500, 502, 503, 504]);
    export async function push(url: string): Promise<void> {
      const res = await fetch(url, { ${signal} });
      const status = res.status;
      if (retryable.has(status)) {
        setTimeout(() => push(url), 1000);
    //                   ^^^^ unbounded-retry
      }
    }
  `,
  'through another method': `
    ${sleep}
    export class Client {
      async request(url: string): Promise<Response> {
        const res = await fetch(url, { ${signal} });
        if (res.status >= 500) return this.again(url);
        return res;
      }
      private async again(url: string) {
        await sleep(100);
        return this.request(url);
    //         ^^^^^^^^^^^^ unbounded-retry
      }
    }
  `,
  'other statuses are let go, and a login is tried anew': `
    declare function login(): Promise<void>;
    export async function load(url: string): Promise<unknown> {
      const res = await fetch(url, { ${signal} });
      if (res.status === 404) return undefined;
      if (res.status === 401) {
        await login();
        return load(url);
      }
      if (res.status >= 500) return load(url);
    //                              ^^^^ unbounded-retry
      return res.json();
    }
  `,
});

clean('unbounded-retry', {
  'a number that goes down': `
    export async function load(url: string, left = 3): Promise<Response> {
      const res = await fetch(url, { ${signal} });
      if (res.status >= 500 && left > 0) return load(url, left - 1);
      return res;
    }
  `,
  'a number that is asked at the top': `
    export async function load(url: string, attempt = 0): Promise<Response> {
      if (attempt > 5) throw new Error('enough');
      const res = await fetch(url, { ${signal} });
      if (!res.ok) return load(url, attempt + 1);
      return res;
    }
  `,
  'a counter that is a member': `
    export class Client {
      private tries = 0;
      async load(url: string): Promise<Response> {
        const res = await fetch(url, { ${signal} });
        if (res.ok) return res;
        if (this.tries++ > 3) throw new Error('enough');
        return this.load(url);
      }
    }
  `,
  'a deadline at the top': `
    export async function load(url: string, deadline: number): Promise<Response> {
      if (Date.now() > deadline) throw new Error('too late');
      const res = await fetch(url, { ${signal} });
      if (!res.ok) return load(url, deadline);
      return res;
    }
  `,
  'it is told that it is the second try': `
    export async function load(url: string, second = false): Promise<Response> {
      const res = await fetch(url, { ${signal} });
      if (!res.ok && !second) return load(url, true);
      return res;
    }
  `,
  'new credentials': `
    declare function refresh(): Promise<void>;
    export async function load(url: string): Promise<Response> {
      const res = await fetch(url, { ${signal} });
      if (res.status === 401 || res.status === 403) {
        await refresh();
        return load(url);
      }
      return res;
    }
  `,
  'it is told to wait': `
    ${sleep}
    export async function load(url: string): Promise<Response> {
      const res = await fetch(url, { ${signal} });
      if (res.status === 429) {
        await sleep(Number(res.headers.get('retry-after')) * 1000);
        return load(url);
      }
      return res;
    }
  `,
  'redirects followed by hand': `
    export async function load(url: string): Promise<Response> {
      const res = await fetch(url, { redirect: 'manual', ${signal} });
      if (res.status >= 300 && res.status < 400) return load(res.headers.get('location') ?? url);
      return res;
    }
  `,
  'redirects, told by what is not ok': `
    export async function load(url: string): Promise<Response> {
      const res = await fetch(url, { redirect: 'manual', ${signal} });
      if (!res.ok) return load(res.headers.get('location') ?? '');
      return res;
    }
  `,
  'redirects with a callback': `
    import https from 'node:https';
    export function load(url: string, done: (body: unknown) => void): void {
      https.get(url, { timeout: 1000 }, (res) => {
        if (res.statusCode === 301 || res.statusCode === 302) return load(String(res.headers.location), done);
        done(res);
      });
    }
  `,
  'the next page': `
    export async function all(url: string): Promise<unknown[]> {
      const res = await fetch(url, { ${signal} });
      if (!res.ok) throw new Error(String(res.status));
      const page = await res.json();
      if (page.next) return [...page.items, ...(await all(page.next))];
      return page.items;
    }
  `,
  'work that is accepted, and not yet done': `
    ${sleep}
    export async function result(url: string): Promise<unknown> {
      const res = await fetch(url, { ${signal} });
      if (res.status === 202) {
        await sleep(1000);
        return result(url);
      }
      return res.json();
    }
  `,
  'not there yet': `
    ${sleep}
    export async function artefact(url: string): Promise<unknown> {
      const res = await fetch(url, { ${signal} });
      if (res.status === 404) {
        await sleep(1000);
        return artefact(url);
      }
      return res.json();
    }
  `,
  'a poller, whatever the answer': `
    export async function poll(url: string, on: (x: unknown) => void): Promise<void> {
      const res = await fetch(url, { ${signal} });
      if (res.ok) {
        on(await res.json());
        setTimeout(() => poll(url, on), 1000);
      } else {
        setTimeout(() => poll(url, on), 5000);
      }
    }
  `,
  'a branch for good answers that does not leave': `
    export class Feed {
      running = true;
      async poll(url: string, on: (x: unknown) => void): Promise<void> {
        const res = await fetch(url, { ${signal} });
        if (res.ok) {
          on(await res.json());
        }
        if (this.running) setTimeout(() => this.poll(url, on), 1000);
      }
    }
  `,
  'another address': `
    export async function load(url: string, mirror: string): Promise<Response> {
      const res = await fetch(url, { ${signal} });
      if (!res.ok) return load(mirror, url);
      return res;
    }
  `,
  'the status of another answer': `
    export async function load(url: string, last: Response): Promise<Response> {
      const res = await fetch(url, { ${signal} });
      if (last.status >= 500) return load(url, res);
      return res;
    }
  `,
  'what the answer says': `
    export async function load(url: string): Promise<unknown> {
      const res = await fetch(url, { ${signal} });
      const job = await res.json();
      if (job.status !== 'done') return load(url);
      return job;
    }
  `,
});

faults('retry-without-backoff', {
  'five times at once on a bad status': `
    export async function load(url: string, left = 5): Promise<Response> {
      const res = await fetch(url, { ${signal} });
      if (res.status >= 500 && left > 0) return load(url, left - 1);
    //                                          ^^^^ retry-without-backoff
      return res;
    }
  `,
});

clean('retry-without-backoff', {
  'a pause before the next try': `
    ${sleep}
    export async function load(url: string, left = 5): Promise<Response> {
      const res = await fetch(url, { ${signal} });
      if (res.ok || left === 0) return res;
      await sleep(2 ** (5 - left) * 100 * Math.random());
      return load(url, left - 1);
    }
  `,
  'a timer that waits': `
    export function load(url: string, left = 5): Promise<Response> {
      return fetch(url, { ${signal} }).then((res) => {
        if (res.ok || left === 0) return res;
        return new Promise<Response>((resolve) => setTimeout(() => resolve(load(url, left - 1)), 1000));
      });
    }
  `,
  'one second try': `
    export async function load(url: string, second = false): Promise<Response> {
      const res = await fetch(url, { ${signal} });
      if (!res.ok && !second) return load(url, true);
      return res;
    }
  `,
});

faults('unsafe-retry', {
  'an order that is sent again on a bad status': `
    ${sleep}
    export async function order(url: string, body: string, left = 3): Promise<Response> {
      const res = await fetch(url, { method: 'POST', body, ${signal} });
    //                  ^^^^^ unsafe-retry
      if (res.status >= 500 && left > 0) {
        await sleep(1000);
        return order(url, body, left - 1);
      }
      return res;
    }
  `,
});

clean('unsafe-retry', {
  'an order that was not let in': `
    declare function refresh(): Promise<void>;
    export async function order(url: string, body: string, left = 3): Promise<Response> {
      const res = await fetch(url, { method: 'POST', body, ${signal} });
      if (res.status === 401 && left > 0) {
        await refresh();
        return order(url, body, left - 1);
      }
      return res;
    }
  `,
});

clean('unbounded-retry', {
  'polling until a text in the answer says that it is done': `
    ${sleep}
    export async function wait(url: string): Promise<unknown> {
      let state = '';
      while (state !== 'done' && state !== 'failed') {
        await sleep(500);
        const res = await fetch(url, { ${signal} });
        if (!res.ok) throw new Error('it cannot be asked');
        const { task } = await res.json();
        if (task && typeof task.status === 'string') state = task.status;
        else throw new Error('malformed');
      }
      return state;
    }
  `,
});

clean('retry-without-backoff', {
  'piece by piece, where one status is as good as a good one': `
    export async function send(pieces: string[][], url: string): Promise<void> {
      for (const piece of pieces) {
        const seen = new Set<string>();
        piece.forEach((one) => seen.add(one));
        const res = await fetch(url, { method: 'PUT', body: [...seen].join(), ${signal} });
        if (!res.ok && res.status !== 422) throw new Error('it was not taken');
        const { failed } = await res.json();
        for (const one of failed) console.error(one);
      }
    }
  `,
});
