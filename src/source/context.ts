import type { Context } from '../model/call';
import type { Manifest } from './manifest';

/** Where a file runs, and how well that is known. */
export interface Whereabouts {
  readonly context: Context;
  /** It is said by the file itself: its text or a place that means one thing. What only its package says, its importers may know better. */
  readonly sure: boolean;
}

/** Where a file runs, by what its path, its text and its package say. */
export function contextBy(file: string, text: string | undefined, manifest: Manifest | undefined): Context {
  return whereaboutsBy(file, text, manifest).context;
}

/**
 * Where a file runs; the first that speaks decides, and `unknown` is an answer. Most certain first: a test's place, a
 * directive or a `#!` line in the text, what only a page has, a folder whose name means one thing, and last what the package
 * depends on.
 */
export function whereaboutsBy(file: string, text: string | undefined, manifest: Manifest | undefined): Whereabouts {
  const sure = (context: Context): Whereabouts => ({ context, sure: true });
  const guess = (context: Context): Whereabouts => ({ context, sure: false });
  if (testFolder.test(file) || testName.test(file)) return sure('test');
  const head = text?.slice(0, 1000) ?? '';
  const directive = /^(?:\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*(["'])use (client|server)\1/.exec(head)?.[2];
  if (directive !== undefined) return sure(directive === 'client' ? 'browser' : 'server');
  const own = manifest === undefined || !file.startsWith(`${manifest.folder}/`) ? file : file.slice(manifest.folder.length + 1);
  if (exampleFolder.test(file)) return sure('script');
  if (text !== undefined && testImport.test(text)) return sure('test');

  // A library's own tests and examples may run a server; what it is for is told by what it needs.
  const library = manifest?.library === true;
  const has = (name: string): boolean => (library ? manifest.needed.has(name) : manifest?.dependencies[name] !== undefined);
  const uses = (names: readonly string[]): boolean => names.some(has);
  const full = uses(bothSides);
  const forNode = text !== undefined && ofNode.test(text);
  if (text !== undefined && !forNode && !head.startsWith('#!')) {
    if (hostless.test(text) || pageImport.test(text) || (!full && viewImport.test(text))) return sure('browser');
    if (page.test(text) && !asks.test(text)) return sure('browser');
    if ((servedFolder.test(own) && !commonJs.test(text)) || workerName.test(file)) return sure('browser');
  }
  // Hooks run where somebody looks at them: on a page, on a phone, or in a terminal that is drawn with ink.
  if (text !== undefined && hooks.test(text) && manifest?.dependencies.ink === undefined) return sure('browser');

  if (scriptFolder.test(own) || (manifest?.chores.includes(own) === true && !serves.test(own))) return sure('script');
  if (head.startsWith('#!')) return sure('cli');
  const view = /\.[jt]sx$/.test(file);
  const drawn = view && has('react') && !has('ink');
  const browser = (manifest?.browser === true && !library) || manifest?.extension === true || uses(browserDependencies) || drawn;
  const server = full || uses(serverDependencies);
  // Where pages and servers are built from one tree, the name tells them apart.
  if (full && /\.client\.[cm]?[jt]sx?$/.test(file)) return sure('browser');
  // `src/helpers/backend` of a page's package holds what the page asks its backend for.
  const ofPage = browser && !server && /(?:^|\/)src\/.*(?:backend|server)\//.test(file);
  if (!view && serverFolder.test(file) && !ofPage) return sure('server');
  // A page has controllers and resolvers, too.
  if (!view && serverWord.test(file) && !(browser && !server)) return guess('server');
  if (cliFolder.test(file)) return guess('cli');
  if (forNode && server) return sure('server');
  if (browserFolder.test(file) && browser) return guess('browser');
  // Frameworks for both sides render the same file on either; only what reacts to a person is sure to run in the browser.
  if (view && full) return text !== undefined && reacts.test(text) ? sure('browser') : guess('unknown');
  if (view && browser) return guess('browser');
  if (server && browser && !full) return guess('unknown');
  if (server) return guess('server');
  if (browser) return guess('browser');
  if (manifest?.bin === true) return guess('cli');
  return guess(library ? 'library' : 'unknown');
}

const testFolder =
  /(?:^|\/)(?:__tests__|__mocks__|__fixtures__|tests?|specs?|e2e|[\w-]*e2e[_-]tests?|[\w-]+[_-]e2e|smoke-(?:tests?|api)|cypress|fixtures?|mocks?|integration[_-]tests?|tests?[_-][\w-]+|testing|benchmarks?|bench|\.storybook)\//i;
const testName =
  /[._-](?:test|spec|tests|specs|e2e|cy|bench|stories|story|mock|fixture)\.[cm]?[jt]sx?$|(?:^|\/)(?:(?:jest|vitest|playwright|cypress|karma|mocha|ava|wdio)\.(?:config|setup)\b|(?:jest|vitest|playwright)[-.]?global[-.]?(?:setup|teardown)\.[cm]?[jt]s$|(?:test-?(?:helpers?|setup|utils)|setup-?tests?|conftest|tests?|specs?)\.[cm]?[jt]sx?$)/i;
const testImport =
  /(?:from|import|require\()\s*(["'])(?:vitest|node:test|bun:test|mocha|ava|tape|@jest\/globals|@playwright\/test|jasmine)\1/;

/** Programs that show how something is used; below a program's own folders the word may mean anything. */
const exampleFolder = /^(?:(?!(?:src|app|lib|server)\/)[^/]+\/)*(?:examples?|samples?|demos?|playgrounds?)\//;
/** Chores of those who work on the package: building, releasing, filling a database. */
const scriptFolder = /(?:^|\/)(?:scripts|\.github|\.circleci)\//;

/** Names of what a program begins with, whatever the script is called that runs it. */
const serves = /(?:^|\/)(?:index|main|server|app|worker|start|bin|cli)\.[cm]?[jt]sx?$|(?:^|\/)(?:bin|cli)\//;

/** What only a page or its worker has, used without asking whether it is there. */
const page =
  /(?<!typeof )\b(?:document\.(?:querySelector(?:All)?|getElementById|createElement|addEventListener|body|cookie|head|documentElement|title|visibilityState|hidden|currentScript)\b|window\.(?:location|document|addEventListener|removeEventListener|dispatchEvent|localStorage|sessionStorage|open|history|navigator|matchMedia|innerWidth|innerHeight|postMessage|parent|requestAnimationFrame|setTimeout|clearTimeout|confirm|alert|scrollTo|URL|crypto|fetch|ethereum|atob|btoa)\b|navigator\.(?:sendBeacon|serviceWorker|clipboard|mediaDevices|geolocation|credentials)\b|(?:local|session)Storage\.(?:get|set|remove)Item\b|event\.respondWith\(|self\.(?:addEventListener|registration|clients)\b|ServiceWorkerGlobalScope\b|caches\s*\.(?:open|match)\(|new (?:XMLHttpRequest|FileReader|MutationObserver|IntersectionObserver|DOMParser)\b|requestAnimationFrame\(|indexedDB\.open\(|customElements\.define\(|(?:chrome|browser)\.(?:runtime|storage|tabs|scripting|action|alarms|contextMenus|webRequest|cookies|downloads|windows|notifications)\.)/;
/** Node refuses an address without a host; only a page has one to complete it. */
const hostless = /\bfetch\(\s*["'`]\.{0,2}\/(?!\/)/;
/** A script for Node may hold code for a page as well. */
const ofNode =
  /(?:from|import|require\()\s*(["'])(?:node:[\w/]+|fs|fs\/promises|path|http|https|net|os|crypto|stream|child_process|worker_threads|express|fastify|koa|next\/server|next\/headers|@nestjs\/\w+|puppeteer(?:-core)?|playwright(?:-core)?|jsdom|cheerio|linkedom|xmlhttprequest|xhr2|electron)\1/;
/** Whoever asks for a page runs elsewhere too. */
const asks =
  /\btypeof (?:window|document|navigator|localStorage|sessionStorage|XMLHttpRequest|self|chrome|browser)\b|globalThis\.(?:window|document)\b/;
/** A store of zustand is one for all visitors on a server, so only pages keep one at the top of a module. */
const hooks =
  /import\s*\{[^}]*\buse(?:State|Effect|LayoutEffect|Reducer|Ref|Callback|Memo|Query|Mutation|QueryClient|InfiniteQuery|SWR)\b[^}]*\}\s*from|import\s+useSWR\b|from\s*(["'])zustand(?:\/\w+)?\1/;
/** Packages that do nothing where nobody looks. */
const pageImport =
  /from\s*(["'])(?:next\/router|js-cookie|localforage|idb-keyval|idb|sonner|react-hot-toast|react-toastify|react-router-dom|react-dom|react-dom\/client|webextension-polyfill|wxt\/[\w/-]+|react-native|@react-native-[\w-]+\/[\w/-]+|expo(?:-(?!server)[\w-]+)?|@tauri-apps\/[\w/-]+|@capacitor\/[\w-]+|\$app\/(?:navigation|stores|state))\1/;
/** Packages that pages are drawn with; a framework for both sides runs them on either. */
const viewImport =
  /from\s*(["'])(?:vue|pinia|vuex|vue-router|react-redux|@reduxjs\/toolkit(?:\/query)?(?:\/react)?|react-router|svelte(?:\/store)?|@angular\/(?:core|common|common\/http|router)|mobx|mobx-react(?:-lite)?|jotai|recoil|preact(?:\/\w+)?|solid-js(?:\/\w+)?|lit(?:-element)?)\1/;
/** Scripts that are sent to pages as they are. */
const servedFolder = /(?:^|\/)(?:public|static|assets|wwwroot|www|htdocs)\/(?:.*\/)?[^/]+\.m?js$/;
/** Browsers start it beside a page. */
const workerName = /(?:^|\/)(?:service-?worker|firebase-messaging-sw|sw)\.[cm]?[jt]s$/i;
const commonJs = /\brequire\(|\bmodule\.exports\b/;
/** `api`, `functions` and `workers` name clients of an API, plain functions and web workers as well, so they do not count. */
const serverFolder =
  /(?:^|\/)(?:server|servers|backend|lambdas?|pages\/api|app\/api|netlify\/functions)\/|\.server\.[cm]?[jt]s$|(?:^|\/)app\/(?:.+\/)?route\.[jt]s$/;
const serverWord = /(?:^|\/)controllers\/|\.(?:controller|gateway|resolver)\.ts$/;
const cliFolder = /(?:^|\/)(?:bin|cli)\/|(?:^|\/)(?:cli|gulpfile|Gruntfile)\.[cm]?[jt]s$/;
const browserFolder =
  /(?:^|\/)(?:client|frontend|web|ui|components|hooks|composables|public|browser|popup|content-scripts?)\/|\.client\.[cm]?[jt]sx?$/;
const reacts = /\buse(?:State|Effect|LayoutEffect|Reducer|Ref|Callback)\(|\bon(?:Click|Change|Submit)=/;

/** They bring pages and the server behind them. */
const bothSides = `next nuxt @remix-run/node @remix-run/react @react-router/node @react-router/dev @sveltejs/kit astro
  @tanstack/react-start`.split(/\s+/);
const serverDependencies = `express fastify koa hapi @hapi/hapi @nestjs/core restify hono polka @feathersjs/feathers @adonisjs/core
  apollo-server @apollo/server graphql-yoga @trpc/server serverless @types/aws-lambda aws-lambda @google-cloud/functions-framework
  @azure/functions moleculer bullmq bull @temporalio/worker discord.js @slack/bolt telegraf grammy probot`.split(/\s+/);
const browserDependencies = `react-dom react-native expo vue svelte @angular/core @angular/platform-browser preact solid-js jquery lit
  react-scripts @vue/cli-service @angular/cli @vitejs/plugin-react @vitejs/plugin-vue ember-source @ionic/core
  @types/chrome @types/firefox-webext-browser webextension-polyfill wxt plasmo @crxjs/vite-plugin`.split(/\s+/);
