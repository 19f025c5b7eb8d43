import { fixTimes } from '../model/fix-times';
import type { Ailment } from '../model/remedy';

/**
 * Whether the file that a bound would be written into knows a time to wait already: a setting, a parameter, a constant or a helper
 * that is named for it. Which one is meant is up to whoever named it; of the bounds that readers of such files were shown they would
 * have taken two in five, elsewhere seven in ten.
 */
export function hasOwnTime({ file, project }: Ailment): boolean {
  const text = project.text(file) ?? '';
  if (last?.text !== text) last = { text, has: named.some((pattern) => pattern.test(text)) };
  return last.has || project.hasHelper();
}

/** Every offer for a file asks. */
let last: { readonly text: string; readonly has: boolean } | undefined;

/** What a timer is kept under is no time, nor is how long something else rests: a pause, a heart that beats. */
const other =
  '(?!(?:\\w*(?:[hH]eartbeat|[rR]etry|[rR]esub|[iI]dle|[cC]lear|[sS]et))?[tT]imeout(?:Id|Handle|Ref|Timer|Error)?s?\\s*=\\s*(?:window\\.|globalThis\\.)?(?:setTimeout|null|undefined))';
const time = String.raw`(?!${fixTimes}\b|\w*(?:[hH]eartbeat|[rR]etry|[rR]esub|[iI]dle|[cC]lear)Timeout)\w*(?:[tT]imeout|TIMEOUT)(?!(?:Id|Handle|Ref|Timer|Error)\b)\w*`;

const named: readonly RegExp[] = [
  // `this.timeout`, `config.requestTimeout`
  new RegExp(String.raw`\b(?:this|env|init|\w*(?:[cC]onfig|[oO]ptions|[oO]pts|[sS]ettings))\??\.(?!set)${other}${time}\b`),
  // `const DEFAULT_TIMEOUT_MS = 10_000`
  new RegExp(String.raw`\b(?:const|let|static|readonly)\s+${other}${time}\s*(?::[^=;\n]*)?=(?!=)`),
  // `getRequestTimeout()`, `getTimeout(request)`
  /\b(?:get|resolve|read|compute)\w*(?<!Heartbeat|Retry|Idle)Timeout(?:Ms|Seconds)?\s*\([^()]*\)/,
  // `settings.get<number>('http.timeout')`
  /\.get\w*(?:<[^<>()]*>)?\(\s*(['"])(?:(?!\1|[hH]eartbeat|[rR]etry|[iI]dle).)*(?:[tT]imeout|TIMEOUT)(?:(?!\1)[\w.-])*\1/,
  // `import { API_TIMEOUT } from './config'`
  new RegExp(
    String.raw`^import\b[^;'"]*[{\s,](?!${fixTimes}\b|\w*(?:HEARTBEAT|RETRY|IDLE|GATEWAY))[A-Z\d_]*TIMEOUT(?!_?ERR|\w*_(?:CODE|MESSAGE|STATUS|NAME)\b)[A-Z\d_]*[\s,}]`,
    'm',
  ),
  // `timeout: number`
  new RegExp(String.raw`\b${time}\??:\s*number\b`),
];
