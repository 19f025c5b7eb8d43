import type { Context } from '../model/call';
import type { Manifest } from './manifest';

/**
 * Where a file runs, by what its path, its text and its package say; the first that speaks decides, and `unknown` is an
 * answer. Most certain first: a test's place, a directive or a `#!` line in the text, a folder whose name means one thing,
 * and last what the package depends on.
 */
export function contextBy(file: string, text: string | undefined, manifest: Manifest | undefined): Context {
  if (testFolder.test(file) || testName.test(file)) return 'test';
  const head = text?.slice(0, 1000) ?? '';
  const directive = /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*(["'])use (client|server)\1/.exec(head)?.[2];
  if (directive !== undefined) return directive === 'client' ? 'browser' : 'server';
  if (head.startsWith('#!')) return 'cli';
  if (text !== undefined && testImport.test(text)) return 'test';
  if (text !== undefined && !ofNode.test(text) && (hostless.test(text) || (page.test(text) && !asks.test(text)))) return 'browser';
  // Hooks run where somebody looks at them: on a page, on a phone, or in a terminal that is drawn with ink.
  if (text !== undefined && hooks.test(text) && manifest?.dependencies.ink === undefined) return 'browser';

  // A library's own tests and examples may run a server; what it is for is told by what it needs.
  const library = manifest?.library === true;
  const has = (name: string): boolean => (library ? manifest.needed.has(name) : manifest?.dependencies[name] !== undefined);
  const uses = (names: readonly string[]): boolean => names.some(has);
  const browser = (manifest?.browser === true && !library) || uses(browserDependencies);
  const full = uses(bothSides);
  const server = full || uses(serverDependencies);
  const view = /\.[jt]sx$/.test(file);
  // `src/helpers/backend` of a page's package holds what the page asks its backend for.
  const ofPage = browser && !server && /(?:^|\/)src\/.*(?:backend|server)\//.test(file);
  if (!view && serverFolder.test(file) && !ofPage) return 'server';
  if (cliFolder.test(file)) return 'cli';
  if (browserFolder.test(file) && browser) return 'browser';
  // Frameworks for both sides render the same file on either; only what reacts to a person is sure to run in the browser.
  if (view && full) return text !== undefined && reacts.test(text) ? 'browser' : 'unknown';
  if (view && browser) return 'browser';
  if (server && browser && !full) return 'unknown';
  if (server) return 'server';
  if (browser) return 'browser';
  if (manifest?.bin === true) return 'cli';
  return library ? 'library' : 'unknown';
}

const testFolder =
  /(?:^|\/)(?:__tests__|__mocks__|__fixtures__|tests?|specs?|e2e|[\w-]*e2e[_-]tests?|[\w-]+[_-]e2e|smoke-(?:tests?|api)|cypress|fixtures?|mocks?|test-utils|testing|benchmarks?|bench|\.storybook)\//i;
const testName =
  /[._-](?:test|spec|tests|specs|e2e|cy|bench|stories|story|mock|fixture)\.[cm]?[jt]sx?$|(?:^|\/)(?:(?:jest|vitest|playwright|cypress|karma|mocha|ava|wdio)\.(?:config|setup)\b|(?:jest|vitest|playwright)[-.]?global[-.]?(?:setup|teardown)\.[cm]?[jt]s$|(?:test-?(?:helpers?|setup|utils)|setup-?tests?|conftest|tests?|specs?)\.[cm]?[jt]sx?$)/i;
const testImport =
  /(?:from|import|require\()\s*(["'])(?:vitest|node:test|bun:test|mocha|ava|tape|@jest\/globals|@playwright\/test|jasmine)\1/;

/** What only a page or its worker has, used without asking whether it is there. */
const page =
  /(?<!typeof )\b(?:document\.(?:querySelector|getElementById|createElement|addEventListener|body|cookie|head)\b|window\.(?:location|document|addEventListener|localStorage|open)\b|navigator\.sendBeacon\b|localStorage\.(?:get|set)Item\b|event\.respondWith\(|self\.addEventListener\(|caches\s*\.(?:open|match)\()/;
/** Node refuses an address without a host; only a page has one to complete it. */
const hostless = /\bfetch\(\s*["'`]\.{0,2}\/(?!\/)/;
/** A script for Node may hold code for a page as well. */
const ofNode =
  /(?:from|import|require\()\s*(["'])(?:node:[\w/]+|fs|path|http|https|crypto|child_process|os|express|puppeteer(?:-core)?|playwright(?:-core)?|jsdom|cheerio|linkedom)\1/;
/** Whoever asks for a page runs elsewhere too. */
const asks = /\btypeof (?:window|document|navigator|localStorage)\b|globalThis\.(?:window|document)\b/;
/** A store of zustand is one for all visitors on a server, so only pages keep one at the top of a module. */
const hooks =
  /import\s*\{[^}]*\buse(?:State|Effect|LayoutEffect|Reducer|Ref|Callback|Memo|Query|Mutation|QueryClient|InfiniteQuery|SWR)\b[^}]*\}\s*from|import\s+useSWR\b|from\s*(["'])zustand(?:\/\w+)?\1/;
/** `api`, `functions` and `workers` name clients of an API, plain functions and web workers as well, so they do not count. */
const serverFolder =
  /(?:^|\/)(?:server|servers|backend|lambdas?|controllers|pages\/api|app\/api|netlify\/functions)\/|\.server\.[cm]?[jt]s$|(?:^|\/)app\/(?:.+\/)?route\.[jt]s$|\.(?:controller|gateway|resolver)\.ts$/;
const cliFolder = /(?:^|\/)(?:bin|cli|scripts)\/|(?:^|\/)(?:cli|gulpfile|Gruntfile)\.[cm]?[jt]s$/;
const browserFolder =
  /(?:^|\/)(?:client|frontend|web|ui|components|hooks|composables|public|browser|popup|content-scripts?)\/|\.client\.[cm]?[jt]sx?$/;
const reacts = /\buse(?:State|Effect|LayoutEffect|Reducer|Ref|Callback)\(|\bon(?:Click|Change|Submit)=/;

/** They bring pages and the server behind them. */
const bothSides = ['next', 'nuxt', '@remix-run/node', '@remix-run/react', '@sveltejs/kit', 'astro', '@tanstack/react-start'];
const serverDependencies = `express fastify koa hapi @hapi/hapi @nestjs/core restify hono polka @feathersjs/feathers @adonisjs/core
  apollo-server @apollo/server graphql-yoga @trpc/server serverless @types/aws-lambda aws-lambda @google-cloud/functions-framework
  @azure/functions moleculer bullmq bull @temporalio/worker discord.js @slack/bolt telegraf grammy probot`.split(/\s+/);
const browserDependencies = `react-dom react-native vue svelte @angular/core @angular/platform-browser preact solid-js jquery lit
  @types/chrome webextension-polyfill`.split(/\s+/);
