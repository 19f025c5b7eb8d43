import { expect, test } from 'vitest';
import { contextBy } from '../../src/source/context';
import type { Manifest } from '../../src/source/manifest';

const packageOf = (...names: string[]): Manifest => ({
  dependencies: Object.fromEntries(names.map((name) => [name, '1.0.0'])),
  needed: new Set(names),
  library: false,
  browser: false,
  bin: false,
  folder: '',
  private: true,
  commonJs: false,
});

test.each([
  ['a test by what it imports', 'evals/EVAL.ts', `import { test } from 'vitest';`, packageOf('express'), 'test'],
  ['a test by its whole name', 'src/test.js', '', packageOf('express'), 'test'],
  [
    'a service worker',
    'src/service-worker.js',
    'event.respondWith(caches.open(x).then(() => fetch(event.request)));',
    packageOf('polka'),
    'browser',
  ],
  ['a script for a page', 'scripts/comments.js', `document.querySelector('textarea'); fetch('replies');`, packageOf(), 'browser'],
  ['a beacon', 'src/lib/vitals.ts', 'navigator.sendBeacon(url, blob); fetch(url);', packageOf('@sveltejs/kit'), 'browser'],
  [
    'a script for Node that drives a page',
    'scripts/shot.mjs',
    `import puppeteer from 'puppeteer';\npage.evaluate(() => document.querySelector('a'));`,
    packageOf(),
    'cli',
  ],
  [
    'code for both sides',
    'src/api.ts',
    `if (typeof window !== 'undefined') window.location.reload(); fetch(url);`,
    packageOf('express'),
    'server',
  ],
  [
    'hooks of a page',
    'packages/router/users.tsx',
    `import { useQuery, useMutation } from '@tanstack/react-query';`,
    packageOf('axios'),
    'browser',
  ],
  ['hooks in a terminal', 'src/ui/useChat.ts', `import { useState } from 'react';`, packageOf('ink', 'express'), 'server'],
  ['a store of a page', 'src/store/version.ts', `import { create } from 'zustand';`, packageOf('next'), 'browser'],
  ['an address without a host', 'src/api.ts', "const users = () => fetch('/api/users');", packageOf('next'), 'browser'],
  [
    'an address without a host, asked for on both sides',
    'src/plugins.ts',
    `if (typeof window !== 'undefined') fetch('./plugins.json');`,
    packageOf('next'),
    'browser',
  ],
  [
    'a service worker that keeps answers',
    'views/sw.js',
    `self.addEventListener('fetch', (event) => caches.open(name));`,
    packageOf('express'),
    'browser',
  ],
  ['a package of tests', 'packages/e2e_tests/setup/start.ts', '', packageOf('express'), 'test'],
  ['the setting up of tests', 'packages/evals/vitest-global-setup.ts', '', packageOf('express'), 'test'],
  ['calls of a page to its backend', 'app/src/helpers/backend/users.ts', '', packageOf('vue'), 'browser'],
  ['a backend beside its page', 'backend/users.ts', '', packageOf('vue'), 'server'],
] as const)('%s', (_, file, text, manifest, context) => {
  expect(contextBy(file, text, manifest)).toBe(context);
});
