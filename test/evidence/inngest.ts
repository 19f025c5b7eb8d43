import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Work } from './guarding';
import type { load } from './packages/load.mjs';

/** The part of Inngest, played by its protocol: the SDK tells how often, and whether an error may be tried again; the platform asks again. */

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

async function listening(answer: RequestListener): Promise<Server & { readonly url: string }> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return Object.assign(server, { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
}

/** The part of Inngest that keeps functions: it hears of each, and of how often it is to be tried anew. */
async function registry(): Promise<Server & { readonly url: string; told: readonly Registered[] }> {
  const server = await listening((request, response) => {
    let body = '';
    request.on('data', (data) => {
      body += data;
    });
    request.on('end', () => {
      if (request.url?.includes('register') === true) keeps.told = JSON.parse(body).functions;
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true,"modified":true}');
    });
  });
  const keeps = Object.assign(server, { told: [] as readonly Registered[] });
  return keeps;
}

interface Registered {
  readonly id: string;
  readonly steps: { readonly step: { readonly retries?: { readonly attempts: number } } };
}

type Body = (tools: { step: { run: (id: string, work: Work) => Promise<unknown> } }) => unknown;

/** Runs the one function of an application as Inngest does: it is called until it succeeds, or may not, or need not be any more. */
export async function runByInngest(library: Awaited<ReturnType<typeof load>>, options: object, body: Body): Promise<void> {
  const keeper = await registry();
  const client = new library.Inngest({ id: 'evidence', isDev: true, baseUrl: keeper.url, logger: silent });
  const asked = { event: 'asked' };
  const made =
    library.old === true
      ? client.createFunction({ id: 'work', ...options }, asked, body)
      : client.createFunction({ id: 'work', triggers: [asked], ...options }, body);
  const application = await listening(library.serve({ client, functions: [made] }));
  try {
    await fetch(`${application.url}/api/inngest`, { method: 'PUT' });
    const [told] = keeper.told;
    if (told === undefined) throw new Error('nothing was registered');
    const again = told.steps.step.retries?.attempts ?? 3;
    // What a step came to is handed back with the next call, which begins to count anew.
    const steps: Record<string, object> = {};
    for (let attempt = 0; ; ) {
      const event = { id: '1', name: 'asked', data: {}, ts: 1 };
      const stack = Object.keys(steps);
      const context = { run_id: 'run', fn_id: told.id, attempt, stack: { stack, current: stack.length } };
      const answer = await fetch(`${application.url}/api/inngest?fnId=${told.id}&stepId=step`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ version: 1, event, events: [event], steps, ctx: context }),
      });
      const came = JSON.parse(await answer.text());
      if (answer.status === 200) return;
      if (answer.status === 206 && came[0].error === undefined) {
        steps[came[0].id] = { type: 'data', data: came[0].data };
        attempt = 0;
        continue;
      }
      if (answer.headers.get('x-inngest-no-retry') === 'true' || attempt === again) throw new Error('the run failed');
      attempt += 1;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    application.closeAllConnections();
    application.close();
    keeper.closeAllConnections();
    keeper.close();
  }
}
