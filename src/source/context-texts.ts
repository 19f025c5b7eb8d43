/** What the text of a file says of how it is run, and by whom. */

/** It gives something to whoever imports it. */
export const offers = /\bexport\b|\bexports\b/;

/** It says by a code whether all went well. */
export const exits = /\bprocess\.exit(?:Code\s*=|\()|\bDeno\.exit\(/;

/** It writes files, or runs other commands. */
export const makes =
  /\b(?:writeFile|writeFileSync|createWriteStream|outputFile|copyFile|execSync|exec|execa|spawn|spawnSync|execFile|Bun\.write)\(/;

/** It takes words from whoever starts it. */
export const takesWords = /\bprocess\.argv\s*(?:\[\s*[2-9]|\.slice\(\s*2)|\bparseArgs\(/;

/** It tells whoever starts it which words it wants: `node create.js <version>`. */
export function handUsage(file: string): RegExp {
  const name = (file.split('/').at(-1) ?? file).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const run = `\\b(?:node|tsx|ts-node|bun)(?: run)? +(?:[\\w@./-]+/)?${name}`;
  // Under the word, over a few lines, it is named as it is.
  return new RegExp(`${run} +[<[]|\\bUsage\\b[^\\n]*(?:\\n[ \\t]*(?:\\*|//|#)[^\\n]*){0,3}?${run}(?![\\w-])`, 'i');
}

/** At its head stands the line by which somebody starts it: `npx tsx src/lib/try-import.ts`. */
export function handStart(file: string, text: string): boolean {
  const head = /^\s*(?:#![^\n]*\n\s*)?(?:\/\*[\s\S]*?\*\/|(?:\/\/[^\n]*(?:\n|$)\s*)+)/.exec(text)?.[0] ?? '';
  const name = (file.split('/').at(-1) ?? file).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const run = new RegExp(`\\b(?:node|tsx|ts-node|bun)(?: run)?(?: +--?[\\w-]+(?:=\\S+)?)* +(?:[\\w@./-]+/)?${name}(?![\\w-])`);
  return run.test(head) && !/\b(?:cron|crontab|systemd|pm2|scheduler?)\b/i.test(head);
}

/** It does its work where it is what was started, and gives something to whoever imports it as well. */
export const whenStarted = /\brequire\.main\s*={2,3}\s*module\b|\bimport\.meta\.main\b|\bprocess\.argv\[1\]/;

/** It goes on after it has begun: it listens, takes messages, or comes back to its work. */
export const goesOn =
  /\.listen\(|\bsetInterval\(|\bcron\b|\bschedule\w*\(|\.(?:login|launch|subscribe|consume)\(|\bstart(?:Polling|Server|Worker)?\(|\.on\(\s*["'](?:message|connection|request)|\bnew (?:Worker|Queue|Cron\w*|Consumer)\b|\bpolling\s*:\s*true\b|\b(?:while\s*\(\s*(?:true|1)\s*\)|for\s*\(\s*;\s*;)/i;

/** A statement that exports; the word alone may stand in an address. */
export const exporting = /^\s*export\s|\bmodule\.exports\b|(?<![\w./-])exports\.\w/m;

export const commonJs = /\brequire\(|\bmodule\.exports\b/;

export const reacts = /\buse(?:State|Effect|LayoutEffect|Reducer|Ref|Callback)\(|\bon(?:Click|Change|Submit)=/;
