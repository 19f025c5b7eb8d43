/**
 * The waist of the house: what one file says, as plain JSON, complete enough that linking never wants
 * the tree back. It depends on the file's text alone, so it can be cached by content, made on any thread
 * and remade alone when the file is edited. Field names are short because there are many of them.
 */

/** Bumped whenever the shape or the meaning of a summary changes; caches of another version are cold. */
export const summaryVersion = 32;

/** What the resilience module says of itself in its first comment. */
export const putInMark = 'Put in by Breakwater';

/** Index into `exprs`, `bindings`, `functions`, `classes`, `contexts`, `loops`, `tries`. */
export type ExprId = number;
export type BindingId = number;
export type FnId = number;
export type ClassId = number;
export type CtxId = number;

/** Start and end offset. */
export type Range = readonly [number, number];

/** An expression, reduced to what a value can be. `await`, parentheses and type assertions leave no trace. */
export type Expr =
  | { readonly k: 'lit'; readonly v: string | number | boolean | null }
  | { readonly k: 'undef' }
  | { readonly k: 'tpl'; readonly p: readonly (string | ExprId)[] }
  | { readonly k: 're' }
  | { readonly k: 'ref'; readonly b: BindingId; readonly at: number }
  | { readonly k: 'global'; readonly n: string; readonly at: number }
  /** `c`: the class, where a field is given its value and no function stands around. */
  | { readonly k: 'this'; readonly c?: ClassId }
  | { readonly k: 'super' }
  | { readonly k: 'mem'; readonly o: ExprId; readonly n: string }
  /** A computed member whose name is not a literal. */
  | { readonly k: 'idx'; readonly o: ExprId; readonly i: ExprId }
  | CallExpr
  | ObjectExpr
  | { readonly k: 'arr'; readonly e: readonly ExprId[]; readonly open: boolean }
  | { readonly k: 'fn'; readonly f: FnId }
  | { readonly k: 'cls'; readonly c: ClassId }
  /** One of several: `c` both branches, `??` and `||` left unless empty, `&&` right or a falsy left. */
  | { readonly k: 'alt'; readonly op: '?' | '??' | '||' | '&&'; readonly e: readonly ExprId[]; readonly test?: ExprId }
  | { readonly k: 'bin'; readonly op: string; readonly l: ExprId; readonly r: ExprId }
  /** `post`: `n++` stands for what `n` was before. */
  | { readonly k: 'un'; readonly op: string; readonly e: ExprId; readonly post?: true }
  /** A whole module: `import(…)` and `require(…)`. */
  | { readonly k: 'mod'; readonly m: string }
  | { readonly k: '?' };

export interface CallExpr {
  readonly k: 'call';
  readonly how: 'call' | 'new' | 'tag';
  /** What is called. */
  readonly c: ExprId;
  readonly a: readonly ExprId[];
  /** Index of the first spread argument, after which positions are not known. */
  readonly spread?: number;
  readonly at: Range;
  /** The callee's last name, on one line: what a squiggle underlines runs from the callee's start to here. */
  readonly callee: Range;
  readonly ctx: CtxId;
  readonly fn: FnId;
  /** What becomes of the result. */
  readonly used: 'await' | 'return' | 'statement' | 'void' | 'value' | 'chain';
  /** The call it is an argument of, and which argument. */
  readonly into?: readonly [ExprId, number];
  readonly optional?: true;
  /** It is returned without being awaited: its failure passes by the handlers of the function. */
  readonly past?: true;
  /** It is awaited, and nobody takes what it gives. */
  readonly dropped?: true;
}

export interface ObjectExpr {
  readonly k: 'obj';
  readonly p: readonly Prop[];
  readonly at: Range;
}

/** A property, or with an empty name a spread; `?` is a computed name. */
export interface Prop {
  readonly n: string;
  readonly e: ExprId;
  readonly at: Range;
  readonly kind?: 'spread' | 'computed' | 'get';
}

/** A written type, reduced to names. */
export interface TypeRef {
  /** `axios.AxiosInstance` as segments. */
  readonly n: readonly string[];
  /** The binding of the first segment, when it is declared in this file. */
  readonly b?: BindingId;
  /** Members of a type literal. */
  readonly members?: readonly { readonly n: string; readonly t: TypeRef }[];
  readonly args?: readonly TypeRef[];
  /** What it holds under any key: `{ [name: string]: Provider }`, `Record<string, Provider>`, `Map<string, Provider>`. */
  readonly index?: TypeRef;
  /** A value of the type may have members that are not named here. */
  readonly open?: true;
  /** Of a function: what it takes and what it gives, as far as their types are written. */
  readonly fn?: { readonly p: readonly (TypeRef | null)[]; readonly r?: TypeRef };
}

export interface Binding {
  readonly n: string;
  readonly kind: 'const' | 'let' | 'var' | 'param' | 'fn' | 'class' | 'import' | 'catch' | 'enum' | 'type' | 'loop';
  /** The function it is declared in. */
  readonly fn: FnId;
  /** Its initial value, before `path` is taken out of it. */
  readonly e?: ExprId;
  /** Where a destructuring pattern takes it from; `...` is the rest. */
  readonly path?: readonly string[];
  /** Names that a rest pattern leaves out. */
  readonly not?: readonly string[];
  /** The value when the taken one is undefined. */
  readonly d?: ExprId;
  /** Values assigned later. */
  readonly w?: readonly ExprId[];
  /** Where each of them is assigned. */
  readonly wc?: readonly CtxId[];
  /** It is changed by `++`, `+=` and the like, in these functions. */
  readonly counted?: true;
  readonly t?: TypeRef;
  /** Parameters: their index. */
  readonly i?: number;
  readonly rest?: true;
  /** Imports: module and name (`default`, `*` or a name). */
  readonly im?: readonly [string, string];
  readonly typeOnly?: true;
}

export interface Fn {
  readonly n: string;
  readonly kind: 'module' | 'fn' | 'arrow' | 'method' | 'ctor' | 'get' | 'set' | 'static';
  readonly at: Range;
  /** Its name, or where it starts. */
  readonly head: Range;
  readonly parent: FnId;
  readonly cls?: ClassId;
  /** What it was given to as a method, where that is handed in or stands in another file: `Queue` of `Queue.prototype.count = function () {…}`. */
  readonly on?: ExprId;
  readonly params: readonly Param[];
  readonly ret: readonly ExprId[];
  readonly rt?: TypeRef;
  readonly async?: true;
  readonly gen?: true;
  /** It gives something in places and may run out without giving anything; where the type it gives is written, that says it. */
  readonly falls?: true;
  /** It throws somewhere of its own accord. */
  readonly throws?: true;
  /** The control context it stands in. */
  readonly ctx: CtxId;
  /** Its own body's context. */
  readonly body: CtxId;
  /** The call it is an argument of: which argument, and the property path inside that argument. */
  readonly into?: { readonly call: ExprId; readonly arg: number; readonly path: readonly string[] };
  /** The call whose argument is a function that gives an object it is a member of: `createQuery(() => ({ queryFn }))`; `()` stands in the path. */
  readonly givenTo?: { readonly call: ExprId; readonly arg: number; readonly path: readonly string[] };
  /** Of one whose own parameters say no type: the written type that a value has which it is a part of, and the members that lead to it. */
  readonly under?: { readonly t: TypeRef; readonly path: readonly string[] };
  /** The name it is stored under: a variable, property or class member. */
  readonly as?: string;
  readonly decorators?: readonly ExprId[];
  /** Its class keeps it to itself: `private send()`, `#send()`. */
  readonly own?: true;
  /** Names the body reads as `x.name` or calls, for cheap questions. */
  readonly exprs: Range;
}

export interface Param {
  readonly b?: BindingId;
  readonly d?: ExprId;
  readonly rest?: true;
  readonly optional?: true;
  readonly t?: TypeRef;
}

export interface Member {
  readonly n: string;
  readonly kind: 'field' | 'method' | 'get' | 'set';
  readonly static?: true;
  readonly e?: ExprId;
  readonly f?: FnId;
  readonly t?: TypeRef;
  readonly decorators?: readonly ExprId[];
}

export interface ClassShape {
  readonly n: string;
  readonly at: Range;
  readonly ext?: ExprId;
  readonly exts?: readonly TypeRef[];
  readonly members: readonly Member[];
  readonly ctor?: FnId;
  /** An interface or an object type: members without values. */
  readonly iface?: true;
  /** An interface whose values may have members that are not named here. */
  readonly open?: true;
  /** A type alias of this. */
  readonly alias?: TypeRef;
  /** Values of an interface may be called: `interface WithClient { (work: (client: Client) => Promise<void>): Promise<void> }`. */
  readonly calls?: TypeRef;
  readonly decorators?: readonly ExprId[];
}

/** Where control stands: a chain up to the function's body. */
export interface Ctx {
  readonly up: CtxId;
  readonly kind: 'fn' | 'loop' | 'try' | 'catch' | 'finally' | 'if' | 'else';
  /** The loop, try or function it belongs to. */
  readonly id: number;
  /** `if`: the condition. */
  readonly test?: ExprId;
  /** `if`: the last word of the branch is `return` or `throw`. */
  readonly leaves?: true;
}

export interface Try {
  readonly ctx: CtxId;
  readonly fn: FnId;
  readonly at: Range;
  readonly catches: boolean;
  readonly catchAt?: Range;
  readonly binding?: BindingId;
  /** Its last word is a throw: what it does not know goes on. */
  readonly rethrows?: true;
  /** How the handler may end. */
  readonly ends: readonly ('normal' | 'throw' | 'return' | 'continue' | 'break')[];
  /** What it returns. */
  readonly returns: readonly ExprId[];
  /** String literals in it: names of errors it tests. */
  readonly words: readonly string[];
}

export interface LoopCall {
  readonly call: ExprId;
  /** Whether the loop goes round again because this call failed (threw, rejected). */
  readonly onFailure: 'repeats' | 'exits' | 'either';
  /** The same for an answer that arrived. */
  readonly onSuccess: 'repeats' | 'exits' | 'either';
  /** The same for an answer with a bad status, when the code tells them apart. */
  readonly onStatus?: 'repeats' | 'exits' | 'either';
  /** It goes round only for answers which say that nothing was done: 401, 403, 407, 429. */
  readonly onRefusal?: true;
  /** Conditions that certainly hold, or certainly do not, where a failure goes round again. */
  readonly given?: readonly { readonly test: ExprId; readonly holds: boolean }[];
  /** The same where an answer with a bad status goes round again. */
  readonly givenOnStatus?: readonly { readonly test: ExprId; readonly holds: boolean }[];
  /** Conditions on the way out after a failure: what may stop it. */
  readonly tests: readonly ExprId[];
  /** Conditions on the way out in front of the call, which are asked before the first try as well: `if (tries > 5) throw …`. */
  readonly heads?: readonly ExprId[];
  /** What is waited for between a failure, or else an answer that is refused, and the next try: calls, and handlers that are chained by name. Perhaps a pause. */
  readonly awaits: readonly ExprId[];
}

export interface Loop {
  readonly kind: 'while' | 'do' | 'for' | 'for-of' | 'for-in' | 'for-await';
  /** The keyword. */
  readonly at: Range;
  readonly whole: Range;
  readonly fn: FnId;
  readonly ctx: CtxId;
  /** Nothing in its head ever ends it. */
  readonly endless: boolean;
  /** The condition in its head. */
  readonly test?: ExprId;
  /** Bindings its body or head assigns. */
  readonly changes: readonly BindingId[];
  /** Bindings its handlers assign: a failure may end it by them. */
  readonly caught?: readonly BindingId[];
  /** `for … of`: what it walks over. */
  readonly over?: ExprId;
  readonly calls: readonly LoopCall[];
}

/** The name of a member that is written under a computed name. */
export const computedName = '?';

/** `a.b = value`; `a[key] = value` under `computedName`; a name that nothing declares is a member of `globalThis`. */
export interface Write {
  readonly o: ExprId;
  readonly n: string;
  /** The computed name. */
  readonly key?: ExprId;
  readonly v: ExprId;
  readonly fn: FnId;
  readonly ctx: CtxId;
  readonly at: Range;
}

export interface Export {
  readonly n: string;
  readonly b?: BindingId;
  readonly e?: ExprId;
  /** Re-export: module and name there (`*` is the whole module). */
  readonly from?: readonly [string, string];
}

export interface DirectiveComment {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The statement behind it. */
  readonly next?: Range;
  /** Nothing else stands on its line. */
  readonly alone: boolean;
}

export interface FileSummary {
  readonly version: number;
  readonly exprs: readonly Expr[];
  readonly bindings: readonly Binding[];
  /** The first is the module itself. */
  readonly functions: readonly Fn[];
  readonly classes: readonly ClassShape[];
  readonly contexts: readonly Ctx[];
  readonly loops: readonly Loop[];
  readonly tries: readonly Try[];
  /** Every call, construction and template tag, in source order. */
  readonly calls: readonly ExprId[];
  readonly writes: readonly Write[];
  readonly exports: readonly Export[];
  /** `export * from`. */
  readonly stars: readonly string[];
  readonly directives: readonly DirectiveComment[];
  /** Offset and message of the first syntax error, if the file does not parse. */
  readonly error?: { readonly message: string; readonly offset: number };
  /** Names of members that are counted up or down: `this.attempts++`. */
  readonly counted: readonly string[];
  /** The first statement is `'use client'` or the like. */
  readonly pragmas: readonly string[];
  /** The comment in front of the first statement says that a fix put the file in. */
  readonly putIn?: true;
}
