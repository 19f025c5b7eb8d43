import { expect, test } from 'vitest';
import { analyse } from '../harness/check';

/** How loud a request without a bound is, by whether who asked has their answer before it is made. */
const heard = (handler: string, params = 'req: any, res: any'): string | undefined => {
  const main = `
    import { Router } from 'express';
    import { update } from './update';
    declare const check: (req: unknown) => boolean;
    declare const log: (error: unknown) => void;
    export const router = Router();
    router.post('/hook', async (${params}) => { ${handler} });
  `;
  const update = `
    const read = async (id: string) => {
      const answer = await fetch('https://a.test/' + id);
      return (await answer.json()).name;
    };
    export const update = async (id: string) => { const name = await read(id); await keep(name); };
    declare const keep: (name: string) => Promise<void>;
  `;
  const files = {
    'package.json': '{ "private": true, "dependencies": { "express": "^5.0.0" } }',
    'src/main.ts': main,
    'src/update.ts': update,
  };
  return analyse({ files }).findings.find((one) => one.rule === 'missing-timeout')?.severity;
};

test.each([
  ['by a status', 'res.sendStatus(200); await update(req.id);'],
  ['by a chain', 'res.status(202).json({ queued: true }); await update(req.id);'],
  ['by its end', "res.writeStatus('200 OK').end(); update(req.id).catch(log);"],
  ['where it is started', 'if (check(req)) return; res.end(); if (req.id) update(req.id);'],
  ['in front of a condition and a callback', 'res.end(); [req.id].forEach((id) => { update(id).catch(log); });'],
  ['in the same branch', 'if (check(req)) { res.send(); await update(req.id); }'],
])('answered before, %s', (_, handler) => {
  expect(heard(handler)).toBe('info');
});

test('answered before, under another name', () => {
  expect(heard('reply.send(); await update(request.id);', 'request: any, reply: any')).toBe('info');
  expect(heard('queue.send(); await update(request.id);', 'request: any, queue: any')).toBe('error');
});

test.each([
  ['behind it', 'await update(req.id); res.sendStatus(200);'],
  ['in a branch that may not be taken', 'if (!check(req)) { res.sendStatus(400); } await update(req.id);'],
  ['in a branch that is left', 'if (!check(req)) { res.sendStatus(400); return; } await update(req.id); res.end();'],
  ['in a case', "switch (req.kind) { case 'ping': res.send('pong'); break; case 'push': await update(req.id); }"],
  ['where one of two wants it', 'check(req) || res.end(); await update(req.id);'],
  ['in a handler', 'try { check(req); } catch { res.end(); } await update(req.id);'],
  ['by a part only', "res.write('…'); await update(req.id); res.end();"],
  ['by a callback that comes later', 'setTimeout(() => { res.end(); }, 100); await update(req.id);'],
  ['never', 'await update(req.id);'],
  ['in one of two ways', 'if (check(req)) { res.end(); await update(req.id); } else { await update(req.id); res.end(); }'],
  ['as a client reads it', 'const inner = (res: any) => { res.json(); return update(req.id); }; await inner(req);'],
])('not answered before, %s', (_, handler) => {
  expect(heard(handler)).toBe('error');
});
