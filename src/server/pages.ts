import { readFileSync } from 'node:fs';

/** A rule's page in Markdown, from beside the bundle or, in a checkout, from the documents. */
export function pageOf(rule: string): string | undefined {
  if (!/^[a-z][a-z-]*$/.test(rule)) return undefined;
  for (const place of ['./chunks/rules.json', './rules.json']) {
    const all: unknown = parsed(read(place));
    if (typeof all !== 'object' || all === null) continue;
    const page: unknown = Object.entries(all).find(([name]) => name === rule)?.[1];
    return typeof page === 'string' ? page : undefined;
  }
  return read(`../../docs/rules/${rule}.md`);
}

/** The page on the web, for clients that have no commands of ours. */
export function addressOf(rule: string): string {
  return `https://github.com/breakwater/breakwater/blob/main/docs/rules/${rule}.md`;
}

function read(place: string): string | undefined {
  try {
    return readFileSync(new URL(place, import.meta.url), 'utf8');
  } catch {
    return undefined;
  }
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
