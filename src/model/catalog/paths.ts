/**
 * The catalog is data: no functions, so a user may write the same in JSON. Paths start at a library's
 * module. A named import, a property of a namespace import and a property of the `require` result are
 * the same path; `default` is dropped. `import { request } from 'undici'`, `undici.request` and
 * `require('undici').request` are all `request`; `import axios from 'axios'` is the empty path.
 */
export type Path = string;

/** `arg[1]`, `arg[0].retry.limit`, `arg[0]().retry` (in what the function there gives): where a value stands in a call. */
export type ArgPath = `arg[${number}]` | `arg[${number}].${string}` | `arg[${number}]().${string}`;

/** A literal as JSON can hold it; the string `Infinity` means the number, `undefined` the absent value. */
export type Literal = number | boolean | string | null;
