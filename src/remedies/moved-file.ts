import type { CallSite } from '../model/call';
import { answerOf, saidTo } from './answer-text';
import { escaped } from './words';

/** It asks a host that keeps files, of any length. */
export function comesFromStorage({ effect, target = '' }: CallSite): boolean {
  return effect === 'read' && storage.test(target.replace(/^\w+:\/\//, '').split('/')[0] ?? '');
}

const storage =
  /(?:^|\.)(?:r2\.dev|r2\.cloudflarestorage\.com|s3(?:[.-][\w-]+)*\.amazonaws\.com|storage\.googleapis\.com|blob\.core\.windows\.net|digitaloceanspaces\.com|backblazeb2\.com|wasabisys\.com|(?:raw|objects|media)\.githubusercontent\.com)(?::\d+)?$/;

/** The answer is taken as the bytes of a file. */
export function takesFile({ whole }: CallSite, file: string): boolean {
  if (/\b(?:responseType|encoding)\s*:\s*['"](?:arraybuffer|blob|buffer)['"]/i.test(saidTo(whole, file))) return true;
  const { names, behind, chained } = answerOf(whole, file);
  // A file is put to the request that is chained: `request.post(url).attach('file', path)`.
  if (/^\s*\)*\s*(?:\.\s*\w+\([^()]*(?:\([^()]*\)[^()]*)*\)\s*)*\.\s*attach\s*\(/.test(behind)) return true;
  const taken = String.raw`\.\s*(?:arrayBuffer|blob|bytes|buffer)\s*\(`;
  return (
    new RegExp(`^[^;]*${taken}`).test(chained) ||
    names.some((name) => new RegExp(String.raw`(?<![.\w$])${escaped(name)}[?!]?${taken}`).test(behind))
  );
}

/** What is handed over stands there, or is a name that the file says is one. */
export function sendsStream({ whole }: CallSite, file: string): boolean {
  const code = file.slice(whole.start, whole.end);
  if (new RegExp(lengthy).test(code)) return true;
  const { appended, plain, lengthy: long } = namesIn(file);
  // What parts are appended to is a form, unless it is a query or a head.
  const isLong = (name: string): boolean => long.has(name) || (appended.has(name) && !plain.has(name));
  // `'x-www-form-urlencoded'` is no `form`.
  const said = code.replace(/'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g, "''");
  return (said.match(/(?<![.\w$])[A-Za-z_$][\w$]*(?![\w$(])/g) ?? []).some(isLong);
}

/** A name whose type is that of what a page calls a file stands in what is handed over. */
export function sendsPageFile({ whole }: CallSite, file: string): boolean {
  const names = [...file.matchAll(/([A-Za-z_$][\w$]*)\??\s*:\s*(?:\w+\s*\|\s*)*(?:Blob|File)\b/g)].map(([, name = '']) => name);
  const code = file.slice(whole.start, whole.end);
  return names.some((name) => new RegExp(String.raw`(?<![.\w$])${escaped(name)}(?![\w$:])`).test(code));
}

/** Values that are bodies of any length. */
const lengthy = String.raw`(?:new\s+(?:\w*FormData\w*|ReadableStream|Blob|File|PassThrough)\b|[\w.]*(?:createReadStream|readFile(?:Sync)?|FormData\w*)\s*\(|Readable\b)`;

/** What a file says of its names, found in one go for all the calls in it. */
interface Names {
  readonly file: string;
  readonly appended: ReadonlySet<string>;
  readonly plain: ReadonlySet<string>;
  readonly lengthy: ReadonlySet<string>;
}

let lastNames: Names | undefined;

function namesIn(file: string): Names {
  if (lastNames?.file === file) return lastNames;
  const namesBefore = (what: string): ReadonlySet<string> =>
    new Set(
      [...file.matchAll(new RegExp(String.raw`(?<![.\w$])([A-Za-z_$][\w$]*)(?![\w$])(?=${what})`, 'g'))].map(([, name = '']) => name),
    );
  lastNames = {
    file,
    appended: namesBefore(String.raw`\.append\(`),
    plain: namesBefore(String.raw`\s*(?::[^=;\n]*)?(?:=\s*new\s+)?(?:URLSearchParams|Headers)\b`),
    lengthy: namesBefore(
      String.raw`\s*(?::[^=;\n]*)?=\s*(?:await\s+)?${lengthy}|\??\s*:\s*(?:FormData|Readable|ReadStream|ReadableStream|File|Blob|Buffer|ArrayBuffer|Uint8Array)\b`,
    ),
  };
  return lastNames;
}
