import { fixTimes } from '../model/fix-times';

/**
 * The number in the place of each time that was named for several calls of a file and came to be used by one: what was to be told
 * to the others was told to their client, or could not be told.
 */
export function withoutLone(before: string, now: string): string {
  return [...now.matchAll(new RegExp(`^${time('([\\d_]+)')}`, 'gm'))].reduce((text, [, name = '', value = '']) => {
    const uses = text.split(new RegExp(`\\b${name}\\b`)).length - 2;
    if (uses !== 1 || before.includes(name)) return text;
    // The blank line behind the last of several belongs to all of them.
    const own = `const ${name} = [\\d_]+;?\\r?\\n`;
    const left = text.replace(new RegExp(`(?<=^${time('[\\d_]+')}\\r?\\n)${own}|^${own}(?:\\r?\\n)?`, 'm'), '');
    const use = new RegExp(`\\b${name}\\b(?! /)`);
    return use.test(left) ? left.replace(use, value) : text;
  }, now);
}

/** The name in the place of each number that a change has put beside a time of that length which has one. */
export function withNamed(before: string, now: string): string {
  return [...now.matchAll(new RegExp(`^${time('([\\d_]+)')}`, 'gm'))].reduce((text, [declared, name = '', value = '']) => {
    const behind = text.indexOf(declared) + declared.length;
    const number = value.replaceAll('_', '').replace(/\B(?=(?:\d{3})+$)/g, '_?');
    const bare = new RegExp(String.raw`(\b[\w$]+['"]?: |\.timeout\()${number}(?=[\s,;)}])(?! [/*])`, 'g');
    return text.replace(bare, (found, option: string, at: number) => (at < behind || before.includes(found) ? found : `${option}${name}`));
  }, now);
}

function time(value: string): string {
  return `const (${fixTimes}\\d*) = ${value};?`;
}
