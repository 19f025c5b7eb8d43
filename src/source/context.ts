import type { Context } from '../model/call';
import {
  actionKit,
  actionPackages,
  bothSides,
  browserPackages,
  commandPackages,
  componentPackage,
  measuringPackages,
  nodeImport,
  onePage,
  pageImport,
  serverPackages,
  terminalPackage,
  testImport,
  viewImport,
} from './context-packages';
import {
  asideCopy,
  asidePackage,
  besideName,
  besideTesters,
  besideTests,
  browserFolder,
  cliFolder,
  commandFolder,
  copiedName,
  exampleFolder,
  exampleName,
  healthName,
  helperFolder,
  hiddenFolder,
  libraryExamples,
  onceName,
  makingName,
  measuringPackage,
  mockName,
  mockPackage,
  ownTool,
  pagesName,
  scriptFolder,
  scriptName,
  servedFolder,
  runsOfItself,
  serverFolder,
  serverWord,
  serves,
  templateFolder,
  templatePackage,
  testCamel,
  testFolder,
  perhapsTestName,
  testName,
  testText,
  testPackage,
  triedName,
  workerName,
} from './context-places';
import { commonJs, exits, exporting, goesOn, handStart, handUsage, makes, offers, reacts, takesWords, whenStarted } from './context-texts';
import { pathWithin, stemOf } from './folders';
import type { Manifest } from './manifest';

/** Where a file runs, and how well that is known. */
export interface Whereabouts {
  readonly context: Context;
  /** It is said by the file itself: its text or a place that means one thing. What only its package says, its importers may know better. */
  readonly sure: boolean;
  /** Its package serves and has pages, and nothing tells of which of the two it is. */
  readonly either?: true;
  /** It is this as long as nothing outside of a folder, or of the file itself, imports it, and something else otherwise. */
  readonly untaken?: { readonly folder: string; readonly otherwise: Whereabouts };
}

/** Whether what tells which files are run, at the root of a package or above it, holds a word. */
type Told = (word: string) => boolean;

/** Where a file runs, by what its path, its text and its package say. */
export function contextBy(file: string, text: string | undefined, manifest: Manifest | undefined, told?: Told): Context {
  return whereaboutsBy(file, text, manifest, told).context;
}

/**
 * Where a file runs; the first that speaks decides, and `unknown` is an answer. Most certain first: a test's place, an
 * example's, a directive or a `#!` line in the text, what only a page has, a folder whose name means one thing, and last what the package
 * depends on.
 */
export function whereaboutsBy(
  file: string,
  text: string | undefined,
  manifest: Manifest | undefined,
  told: Told = () => true,
): Whereabouts {
  return placed(askedOf(file, text, manifest), told, true);
}

/** A file that is asked about, and what its package says of it. */
interface Asked {
  readonly file: string;
  readonly text: string | undefined;
  readonly manifest: Manifest | undefined;
  /** Its path within the package. */
  readonly own: string;
  /** Others build on the package. */
  readonly library: boolean;
  has(name: string): boolean;
  uses(names: readonly string[]): boolean;
}

const sure = (context: Context): Whereabouts => ({ context, sure: true });
const guess = (context: Context): Whereabouts => ({ context, sure: false });

function placed(asked: Asked, told: Told, copies: boolean): Whereabouts {
  const { file, manifest } = asked;
  const found = besideProgram(asked) ?? inPage(asked);
  if (found !== undefined) return found;
  if (copies && copiedName.test(file)) return { ...sure('script'), untaken: { folder: file, otherwise: placed(asked, told, false) } };
  if (manifest?.private === true && /\w/.test(manifest.folder) && asked.uses(actionPackages)) return sure('script');
  const folder = copies ? (templateFolder.exec(asked.own)?.[0] ?? templatePackage.exec(`${manifest?.folder ?? ''}/`)?.[0]) : undefined;
  if (folder !== undefined) {
    const top = asked.own !== file && templateFolder.test(asked.own) ? `${manifest?.folder ?? ''}/${folder}` : folder;
    return { ...sure('script'), untaken: { folder: top, otherwise: placed(asked, told, false) } };
  }
  return asScript(asked, told) ?? byHand(asked, told) ?? asCommand(asked) ?? byPackage(asked);
}

function askedOf(file: string, text: string | undefined, manifest: Manifest | undefined): Asked {
  // A library's own tests and examples may run a server; what it is for is told by what it needs.
  const library = manifest?.library === true && !pagesName.test(manifest.name ?? '');
  // What needs nothing ships with all it is made of, and that it is developed with.
  const whole = library && manifest.needed.size === 0 && !serverPackages.some((name) => manifest.dependencies[name] !== undefined);
  const has = (name: string): boolean => (library && !whole ? manifest.needed.has(name) : manifest?.dependencies[name] !== undefined);
  const uses = (names: readonly string[]): boolean => names.some(has);
  return { file, text, manifest, own: pathWithin(manifest?.folder ?? '', file), library, has, uses };
}

/** Tests and examples, and what says itself which side it is for. */
function besideProgram(asked: Asked): Whereabouts | undefined {
  const { file, text, manifest, own } = asked;
  if (testFolder.test(file) || testCamel.test(file) || testName.test(file)) return sure('test');
  if (perhapsTestName.test(file) && testText.test(text ?? '')) return sure('test');
  // What is shown there may be a server or a page; whoever copies it decides.
  const shown = exampleFolder.test(file) || (manifest?.library === true && libraryExamples.test(file));
  if (shown || asideCopy.test(file) || hiddenFolder.test(own) || takesItself(asked)) return sure('script');
  const directive = /^(?:\s|\/\/[^\n]*\n|\/\*(?:[^*]|\*(?!\/))*\*\/)*(["'])use (client|server)\1/.exec(text?.slice(0, 1000) ?? '')?.[2];
  if (directive !== undefined) return sure(directive === 'client' ? 'browser' : 'server');
  if (manifest?.private === true && exampleName.test(manifest.name ?? '')) return sure('script');
  if (manifest?.private === true && testPackage.test(manifest.name ?? '')) return sure('test');
  const measures = measuringPackages.some((name) => manifest?.dependencies[name] !== undefined);
  if (manifest?.private === true && measures && measuringPackage.test(manifest.folder)) return sure('test');
  const beside = besideTests.test(manifest?.folder ?? '') && manifest?.library !== true;
  if (beside && besideTesters.some((name) => manifest?.dependencies[name] !== undefined)) return sure('test');
  if (mockName.test(file) && !mockPackage.test(manifest?.name ?? '')) return sure('test');
  return text !== undefined && testImport.test(text) ? sure('test') : undefined;
}

/** What takes a library by its name, and lies in it beside its sources, shows how that is done: `integration/deno/index.ts`. */
function takesItself({ text, manifest, own, library }: Asked): boolean {
  const name = manifest?.name;
  if (!library || name === undefined || text === undefined || !/^(?!(?:src|source|lib|bin|dist|packages?)\/)[^/]+\//.test(own))
    return false;
  return ["'", '"'].some((mark) => text.includes(`from ${mark}${name}${mark}`) || text.includes(`require(${mark}${name}${mark})`));
}

/** It runs for both sides, as frameworks for both do. */
const isForBoth = ({ uses }: Asked): boolean => uses(bothSides) && !uses(onePage);

const isForNode = ({ text }: Asked): boolean => text !== undefined && nodeImport.test(text);

/** What only a page has is used, or what only runs where somebody looks at it. */
function inPage(asked: Asked): Whereabouts | undefined {
  const { file, text, manifest, own } = asked;
  if (text === undefined) return undefined;
  if (!isForNode(asked) && !text.startsWith('#!')) {
    if (hostless.test(text) || pageImport.test(text) || (!isForBoth(asked) && viewImport.test(text))) return sure('browser');
    if ((page.test(text) || (written.test(text) && !ownWindow.test(text))) && !asks.test(text)) return sure('browser');
    if (livesInPage(text)) return sure('browser');
    if ((servedFolder.test(own) && !commonJs.test(text)) || workerName.test(file)) return sure('browser');
  }
  // Hooks run where somebody looks at them: on a page, on a phone, or in a terminal that is drawn with ink.
  return hooks.test(text) && manifest?.dependencies[terminalPackage] === undefined ? sure('browser') : undefined;
}

/** What those run who work on the project, and commands. */
function asScript({ file, text, manifest, own, uses }: Asked, told: Told): Whereabouts | undefined {
  if (scriptFolder.test(own) || scriptName.test(own) || asidePackage.test(manifest?.folder ?? '')) return sure('script');
  if (manifest?.private === true && !manifest.starts && !manifest.bin && ownTool.test(manifest.folder) && !uses(serverPackages))
    return sure('script');
  if (manifest?.chores.includes(own) === true && !serves.test(own)) return sure('script');
  if (text !== undefined && helperFolder.test(own) && !offers.test(text)) return sure('script');
  // A program's own repository offers no commands, so what lies beside it is started by those who work there.
  if (text !== undefined && !exporting.test(text) && !serves.test(own) && manifest?.bin !== true) {
    if (handUsage(file).test(text) || (makingName.test(own) && makes.test(text))) return sure('script');
    if (onceName.test(own) && handStart(file, text) && !goesOn.test(text) && !runsOfItself.test(own) && !told(stemOf(own)))
      return sure('script');
    if (besideName.test(own) && (takesWords.test(text) || (triedName.test(own) && !goesOn.test(text)))) return sure('script');
  }
  // It tells by how it ends, to whoever keeps the container, who waits no longer than set there.
  if (text !== undefined && healthName.test(own) && !exporting.test(text) && exits.test(text)) return sure('script');
  return /^bin\//.test(own) && manifest?.library === true && isKept(own, manifest) ? sure('script') : undefined;
}

/**
 * What does its work once and ends, where a program that offers no commands is started by something else, and nothing that tells what is
 * run names it: somebody starts it by hand, as long as nothing imports it. A `#!` line says so, or it lies at the root of the program.
 */
function byHand(asked: Asked, told: Told): Whereabouts | undefined {
  const { text, manifest, own, file } = asked;
  if (text === undefined || manifest?.starts !== true || manifest.bin || serves.test(own)) return undefined;
  if (!text.startsWith('#!') && (own.includes('/') || (exporting.test(text) && !whenStarted.test(text)))) return undefined;
  if (goesOn.test(text) || told(stemOf(own))) return undefined;
  return { ...sure('script'), untaken: { folder: file, otherwise: asCommand(asked) ?? byPackage(asked) } };
}

function asCommand({ text }: Asked): Whereabouts | undefined {
  return text?.startsWith('#!') === true ? sure('cli') : undefined;
}

/** What the package depends on, and folders whose names mean one thing. */
function byPackage(asked: Asked): Whereabouts {
  const { file, text, manifest, own, library, has, uses } = asked;
  const full = isForBoth(asked);
  const view = /\.[jt]sx$/.test(file);
  const drawn = view && has(componentPackage) && !has(terminalPackage);
  const pages = manifest?.private === true && pagesName.test(manifest.name ?? '') && !uses(serverPackages);
  const browser =
    pages || (manifest?.browser === true && !library) || manifest?.extension === true || uses(browserPackages) || uses(onePage) || drawn;
  const server = full || uses(serverPackages);
  // Where pages and servers are built from one tree, the name tells them apart.
  if (full && /\.client\.[cm]?[jt]sx?$/.test(file)) return sure('browser');
  // `src/helpers/backend` of a page's package holds what the page asks its backend for.
  const ofPage = browser && !server && /(?:^|\/)src\/.*(?:backend|server)\//.test(file);
  if (!view && serverFolder.test(file) && !ofPage) return sure('server');
  // A page has controllers and resolvers, too.
  if (!view && serverWord.test(file) && !(browser && !server)) return guess('server');
  if (cliFolder.test(file) || (manifest?.bin === true && commandFolder.test(own) && uses(commandPackages))) return guess('cli');
  if (isForNode(asked) && server) return sure('server');
  if (browserFolder.test(file) && browser) return guess('browser');
  // Frameworks for both sides render the same file on either; only what reacts to a person is sure to run in the browser.
  if (view && full) return text !== undefined && reacts.test(text) ? sure('browser') : guess('unknown');
  if (view && browser) return guess('browser');
  if (server && browser && !full) return { ...guess('unknown'), ...(isForNode(asked) ? {} : { either: true }) };
  if (server) return guess('server');
  if (browser) return guess('browser');
  if (manifest?.bin === true && !(library && manifest.forCode === true)) return guess('cli');
  if (library) return guess('library');
  // An action is a command that a workflow gives.
  return guess(has(actionKit) ? 'cli' : 'unknown');
}

/** Whether a package keeps a file to itself: it says what it ships, and neither names this one nor makes it a command. */
function isKept(own: string, { shipped }: Manifest): boolean {
  const lists = shipped.files.length > 0 && !shipped.files.some((one) => /^(?:\*|\.\/?$|bin(?:\/?|\/\*.*)$)/.test(one) || one === own);
  return lists && !shipped.commands.includes(own);
}

/** What only a page or its worker has, used without asking whether it is there. */
const page =
  /(?<!typeof )\b(?:document\.(?:querySelector(?:All)?|getElementById|createElement|addEventListener|body|cookie|head|documentElement|title|visibilityState|hidden|currentScript)\b|window\.(?:__\w+|location|document|addEventListener|removeEventListener|dispatchEvent|localStorage|sessionStorage|open|history|navigator|matchMedia|innerWidth|innerHeight|postMessage|parent|requestAnimationFrame|setTimeout|clearTimeout|confirm|alert|scrollTo|URL|crypto|fetch|ethereum|atob|btoa)\b|navigator\.(?:sendBeacon|serviceWorker|clipboard|mediaDevices|geolocation|credentials)\b|(?:local|session)Storage\.(?:get|set|remove)Item\b|event\.respondWith\(|self\.(?:addEventListener|registration|clients)\b|self\.onmessage\s*=(?!=)|self\.postMessage\(|(?<![.\w])importScripts\(|ServiceWorkerGlobalScope\b|caches\s*\.(?:open|match)\(|new (?:OffscreenCanvas|XMLHttpRequest|FileReader|MutationObserver|IntersectionObserver|DOMParser)\b|requestAnimationFrame\(|indexedDB\.open\(|customElements\.define\(|\bextends HTML\w*Element\b|(?:chrome|browser)\.(?:runtime|storage|tabs|scripting|action|alarms|contextMenus|webRequest|cookies|downloads|windows|notifications)\.)/;

/** A member that is put into the page's `window`, where others of the page find it; a program of one's own may call something else so. */
const written = /(?<![\w.$])window\.\w+\s*=(?!=)/;
const ownWindow = /\b(?:const|let|var|function|class)\s+window\b|[{(,]\s*window\s*[,):=}]/;

/** It speaks of its window, and far more often than it asks whether there is one; whoever drives a page, or makes one up, says so as well. */
function livesInPage(text: string): boolean {
  if (!text.includes('window.') || otherWindow.test(text) || drivesPage.test(text)) return false;
  const uses = text.match(/^(?!\s*(?:\/\/|\/?\*)).*(?<![\w.$'"`])window\.\w/gm)?.length ?? 0;
  return uses > often * (text.match(new RegExp(asks, 'g'))?.length ?? 0);
}

/** What is handed to a page that something else drives: `page.evaluate(() => window.state)`. */
const drivesPage =
  /\$?\$eval\(|\.evaluate\w*\(|\b(?:waitForFunction|addInitScript|evaluateOnNewDocument|execute(?:Async)?Script|executeJavaScript|exposeFunction)\(|\bjsdom\b/i;

const often = 5;

/** A window that the program made, or was handed. */
const otherWindow =
  /(?<!@)\b(?:const|let|var|function|class)\s+(?:window\b|\{[^}]*\bwindow\b)|\(\s*\{?\s*window\s*[,})][^;\n]*=>|\bfunction\s*\w*\([^)]*\bwindow\b/;

/** Node refuses an address without a host; only a page has one to complete it. */
const hostless = /\bfetch\(\s*["'`]\.{0,2}\/(?!\/)/;

/** Whoever asks for a page runs elsewhere too. */
const asks =
  /\btypeof (?:window|document|navigator|localStorage|sessionStorage|XMLHttpRequest|self|chrome|browser)\b|globalThis\.(?:window|document)\b/;

/** A store of zustand is one for all visitors on a server, so only pages keep one at the top of a module. */
const hooks =
  /import\s*(?:\w+\s*,\s*)?\{[^}]*\buse(?:State|Effect|LayoutEffect|Reducer|Ref|Callback|Memo|Query|Mutation|QueryClient|InfiniteQuery|SWR)\b[^}]*\}\s*from|import\s+useSWR\b|from\s*(["'])zustand(?:\/\w+)?\1/;
