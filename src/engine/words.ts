/**
 * Which identifiers a text holds, by a number for each: two names may share one, so an answer may be too many and is
 * never too few. Words in comments and strings count as well.
 */
export type Words = ReadonlySet<number>;

/** What may begin an identifier is 1, what may go on besides is 2; everything beyond ASCII may begin one. */
const kinds = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const letter = String.fromCharCode(code);
  kinds[code] = /[A-Za-z_$]/.test(letter) ? 1 : /\d/.test(letter) ? 2 : 0;
}

/** Numbers stay small enough to lie in a set without a box. */
const most = 0x3fffffff;

const next = (sum: number, code: number): number => (Math.imul(sum, 31) + code) | 0;

/** The number of a name. */
export function wordNumber(name: string): number {
  let sum = 0;
  for (let at = 0; at < name.length; at++) sum = next(sum, name.charCodeAt(at));
  return sum & most;
}

/** The numbers of all identifiers of a text, in one pass. */
export function wordNumbers(text: string): Words {
  const found = new Set<number>();
  const end = text.length;
  let at = 0;
  while (at < end) {
    let code = text.charCodeAt(at++);
    if (code < 128 && kinds[code] !== 1) continue;
    let sum = code;
    while (at < end) {
      code = text.charCodeAt(at);
      if (code < 128 && kinds[code] === 0) break;
      sum = next(sum, code);
      at++;
    }
    found.add(sum & most);
  }
  return found;
}

/** The same identifiers as texts. */
export function wordTexts(text: string): ReadonlySet<string> {
  return new Set(text.match(/[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*/g) ?? []);
}
