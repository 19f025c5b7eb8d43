import type { ClientInstance, GuardedCall, PolicyUse, RetryLoop } from './call';
import type { ChainModel, OptionModel } from './catalog/option';
import type { ArgPath, Literal } from './catalog/paths';
import type { Finding } from './finding';
import type { Facet } from './layer';
import type { RuleSettings } from './rule';
import type { Span, TextEdit } from './span';

/** `safe` may run under `--fix` and on save; `suggestion` needs a person to choose numbers or add a dependency; `dangerous` may change what happens when all goes well. */
export type Safety = 'safe' | 'suggestion' | 'dangerous';

/** With what a remedy mends: `native` by the client's or the platform's own means, `module` by the resilience module written into the project, else by a library. */
export type Style = 'native' | 'module' | 'cockatiel' | 'opossum' | 'p-retry' | 'axios-retry' | 'async-retry' | 'p-limit' | 'p-map';

/** The numbers and the style that fixes write, as the configuration says under `fix`. */
export interface FixSettings {
  /** Milliseconds; default 5000, or the longest time that is no fault where that is less. */
  readonly timeoutMs: number;
  /** Tries in all, the first included; default 3. */
  readonly attempts: number;
  /** Times that a lost connection is opened again before it is given up; default 10. */
  readonly reconnects: number;
  /** Calls at once; default 10. */
  readonly concurrency: number;
  /** `auto`, or the {@link Style} that is preferred; default `auto`. */
  readonly style: string;
  /** Where the resilience module is written, relative to the package; default `src/resilience.ts`. */
  readonly module: string;
}

/** What the project offers at the place of a fault. */
export interface Project {
  readonly settings: FixSettings;
  readonly limits: RuleSettings;
  /** Modules the file imports, as they are written. */
  readonly imports: readonly string[];
  /** Whether the nearest package.json names this package. */
  readonly depends: (packageName: string) => boolean;
  /** The resilience module of the file's package, relative to the root; it need not be there yet. */
  readonly module: string;
  /** Text of a project file. */
  readonly text: (file: string) => string | undefined;
  /** Texts of the tests that are named after a file. */
  readonly tests: (file: string) => readonly string[];
  /** Texts of the tests of its package that say to the letter what was asked of a host. */
  readonly testsOfHost: (host: string) => readonly string[];
  /** Texts of the tests of its package that put something of their own in the place of a module. */
  readonly testsMocking: (module: string) => readonly string[];
  /** Milliseconds that the package itself gives most calls of a client that read, or that write, between the two times that fixes write. */
  readonly customMs: (client: string, reads: boolean) => number | undefined;
  /** Whether one helper of its package makes the signals of several calls of a client in other files: whoever has one wants it used. */
  readonly helps: (client: string) => boolean;
  /** Texts of the other files of its package that read the body of an answer bit by bit. */
  readonly streaming: () => readonly string[];
  /** Whether a helper that bounds requests is at hand: the file uses it, or imports from where it stands. */
  readonly hasHelper: () => boolean;
  /** Whether the linter of the file's package wants every number to have a name. */
  readonly namesNumbers: () => boolean;
  /** Whether the one parameter of a function stands without parentheses where the resilience module lies. */
  readonly bareParameters: () => boolean;
  /** Whether the types that the file sees know the members of a signal. */
  readonly knowsSignal: () => boolean;
  /** Whether they know how several become one. */
  readonly knowsAnySignal: () => boolean;
  /** Whether what runs the file has `AbortSignal.timeout`, as everything has it that brings a `fetch` of its own but React Native and old Electron. */
  readonly runsSignal: (byFetch: boolean) => boolean;
  /** The oldest major version of Node that the package says it runs on. */
  readonly node?: number;
}

/** Where a call or an instance can be told things, and which options hold there. */
export interface Means {
  /** The call that sends, or the one that makes the instance: its whole, or its callee. */
  readonly at: Span;
  /** Where its options may stand, in order of preference. */
  readonly args: readonly ArgPath[];
  /** The argument that holds the address, when there is one: an object there is the options. */
  readonly target?: ArgPath;
  /** It makes an instance: an object at any of the places is the options, never a body. */
  readonly makes?: true;
  /** The option that the argument stands for when it is a text: `sql`. */
  readonly statement?: string;
  /** The options that the arguments behind it stand for then; without it they stay where they are. */
  readonly behind?: readonly string[];
  /** Options that hold here by version and kind, those that surely hold first; `untyped: true` where the types that this file sees refuse them. */
  readonly options: readonly OptionModel[];
  /** Names of its other options, which say nothing of resilience. */
  readonly otherOptions?: readonly string[];
  /** Members that may be chained to it and act like an option. */
  readonly chains: readonly ChainModel[];
  /** Name of the variable or field that holds the instance. */
  readonly name?: string;
}

/** Where options stand. */
export type Where = Pick<Means, 'at' | 'args' | 'target' | 'makes' | 'statement' | 'behind'>;

/** An option of a policy, and the argument it stands in. */
export interface Knob {
  readonly arg: ArgPath;
  readonly option: string;
}

/** How a retry policy can be told its numbers where it is made or run. */
export interface Knobs {
  /** Its callee. */
  readonly at: Span;
  readonly module: string;
  /** `plus`: what is added to the number for the first attempt. `endless`: values without an end. */
  readonly attempts?: Knob & { readonly plus: number; readonly endless: readonly Literal[] };
  /** What brings jitter: a value, or a class of the library that is made. */
  readonly jitter?: Knob & { readonly code?: string; readonly makes?: string };
}

/** How a policy value runs something: `.execute(work)`, or `.fire(…)` where it was given its work when it was made. */
export type Usage =
  | { readonly runs: 'work'; readonly member: string }
  | { readonly runs: 'given'; readonly member: string; readonly work: ArgPath };

/** One fault as a remedy sees it: the finding, what it is about, and what is at hand. */
export interface Ailment {
  readonly finding: Finding;
  /** Where a change is written that it needs beside its place: an import, a constant. A bound goes to the call, though its fault may be told at a loop in another file. */
  readonly file: string;
  readonly call?: GuardedCall;
  readonly loop?: RetryLoop;
  readonly policy?: PolicyUse;
  readonly instance?: ClientInstance;
  /** How the call itself can be told things. */
  readonly own?: Means;
  /** How the instance it goes through can be told things, for all its calls at once. */
  readonly shared?: Means;
  /** How the retry policy it speaks of can be told its numbers. */
  readonly knobs?: Knobs;
  /** How the policy it speaks of runs something, where its model tells. */
  readonly usage?: Usage;
  /** All calls that go through the same instance, in any file; it is one of them. */
  readonly through: readonly GuardedCall[];
  /** Calls of its file that it stands for as well, because it is told once for a dependency or an instance. */
  readonly together: readonly GuardedCall[];
  /** The outgoing calls of its file. */
  readonly beside: readonly GuardedCall[];
  /** All findings that want the same facet, this one included. */
  readonly alike: readonly Finding[];
  readonly project: Project;
}

/** Whether an option is put in front of what callers hand in; `any`, also in front of what else may be there. */
export type Lends = boolean | 'any';

/** One change that a remedy proposes. */
export interface Offer {
  /** What will change, as a command: `Set `timeout: 5000` on `api``. */
  readonly title: string;
  /** When this change is less safe than the remedy is in general. */
  readonly safety?: Safety;
  /** Writes the change; false when it does not fit after all, and then nothing is kept. A number tells how many calls it mends, and the title does, too. */
  readonly write: (draft: Draft) => boolean | number;
}

/** A way to mend. It answers every rule that wants its facet, or those it names. */
export interface Remedy {
  readonly id: string;
  /** One sentence; the page of remedies opens with it. */
  readonly summary: string;
  readonly provides: Facet;
  /** The rules it mends, when it is not every rule that wants the facet. */
  readonly rules?: readonly string[];
  /** The best any of its offers can be. */
  readonly safety: Safety;
  readonly style: Style;
  /** A bound that callers hand in goes before what it puts in. */
  readonly yields?: true;
  /** npm package the edit relies on; without it in package.json the remedy waits until it is asked for by `fix.style`. */
  readonly needs?: string;
  /** The changes it proposes, best first; none when it does not fit. */
  readonly offers: (ailment: Ailment) => readonly Offer[];
}

/** A piece of syntax around a place. */
export type Part = 'call' | 'statement' | 'function' | 'body' | 'loop' | 'declaration' | 'try' | 'argument';

/** A list of statements between braces. */
export interface Block {
  /** What stands between the braces. */
  readonly inside: Span;
  /** Its statements, in order. */
  readonly statements: readonly Span[];
  /** It ends by leaving: `return`, `throw`, `break`, `continue`. */
  readonly leaves: boolean;
}

/** What is done with a failure: a `catch` clause, or the function handed to `.catch(…)`. */
export interface Handler {
  /** What the error is called there; absent when nobody asked for it. */
  readonly error?: string;
  /** Where the error is named, or would be: `(error)` behind `catch`, or the parameter list of the function. */
  readonly binding: Span;
  /** Absent for an arrow function without braces. */
  readonly block?: Block;
  /** The whole function or clause. */
  readonly whole: Span;
  /** What is tried leaves on success. */
  readonly triedLeaves: boolean;
}

/** A loop, taken apart. */
export interface LoopShape {
  /** From the keyword to the closing parenthesis. */
  readonly head: Span;
  /** Nothing but its body ends it: `while (true)`, `for (;;)`. */
  readonly endless: boolean;
  /** The name in front of it: `attempt: for (;;)`. */
  readonly label?: string;
  readonly whole: Span;
  readonly body: Block;
  /** The `catch` clauses of the loop itself, not those of loops and functions inside it. */
  readonly handlers: readonly Handler[];
  /** The lengths of its pauses: what `sleep(…)` or `setTimeout(…, …)` is given. */
  readonly pauses: readonly Span[];
  /** It is left by `break` somewhere. */
  readonly breaks: boolean;
}

/** A function, taken apart. */
export interface FunctionShape {
  /** Its own name, or that of the variable, field or property it is kept under. */
  readonly name?: string;
  readonly whole: Span;
  /** Parameters as they are written. */
  readonly parameters: readonly Span[];
  /** Between the parentheses; absent for an arrow function without them. */
  readonly list?: Span;
  readonly async: boolean;
  /** What an arrow function without braces gives. */
  readonly gives?: Span;
  readonly block?: Block;
}

/** A call or construction, taken apart. */
export interface CallShape {
  readonly whole: Span;
  readonly callee: Span;
  readonly arguments: readonly Span[];
  /** A spread stands among its arguments. */
  readonly open: boolean;
  /** It is awaited at once, and this is the whole `await`. */
  readonly awaited?: Span;
  /** It stands as a statement of its own. */
  readonly alone: boolean;
}

/** A call inside a place, and what is known of what it runs. */
export interface Reach {
  readonly callee: Span;
  /** `own`: code of this file; `module`: something imported; `language`: a global or a member of the language's own values; `unknown`: a callback, an injected service, a value. */
  readonly runs: 'own' | 'module' | 'language' | 'unknown';
  /** `own`: the declaration that holds the code. */
  readonly body?: Span;
  /** `module`: as it is written in the import. */
  readonly module?: string;
}

/**
 * The pen a remedy writes with; `source/draft.ts` implements it over the tree, parsing one file on request.
 * Every span is given as it was before the first stroke, however much was written since. Code is given
 * in TypeScript with single quotes, semicolons, two spaces and `\n`; the pen turns it into the file's own
 * manner. Verbs that answer `boolean` say whether the change fitted.
 */
export interface Draft {
  /** What is written there now; `undefined` when there is no such file. */
  text(span: Span): string | undefined;
  /** The innermost part of a kind that holds the span and is larger than it; a `body` is what stands between the braces of the innermost function. */
  around(span: Span, part: Part): Span | undefined;
  /** The innermost loop, function, call or handler that holds the span, taken apart. */
  loop(span: Span): LoopShape | undefined;
  fn(span: Span): FunctionShape | undefined;
  call(span: Span): CallShape | undefined;
  handler(span: Span): Handler | undefined;
  /** The calls inside the span, whatever it is. */
  reaches(span: Span): readonly Reach[];
  /** Names used inside the span that are declared outside of it, but not at the top of the file: what stands in the way of moving it there. */
  ties(span: Span): readonly string[];
  /** Names that a function, a class or a module declares at the top of the file, and its imports. */
  names(file: string): ReadonlySet<string>;
  /** Sets an option (`timeout`, `requestHandler.requestTimeout`) in the options object of a call or construction; the object is made, spread or merged as needed. A function is handed what is written there now, and else what an object that is spread there may bring (`init?.signal`); it leaves all as it is by answering `undefined`. What lends leaves what is there already in force; a function says so once it is known what is written. */
  setOption(
    means: Where,
    option: string,
    code: string | ((written: string | undefined, perhaps: string | undefined) => string | undefined),
    lends?: Lends | (() => Lends),
  ): boolean;
  /** The value of an option where it is written in place, or the whole method that is its value. */
  option(means: Where, option: string): Span | undefined;
  /** Takes an option out; answers with what was written there. */
  dropOption(means: Where, option: string): string | undefined;
  /** Puts an argument in before the one at an index. */
  shift(call: Span, index: number, code: string): boolean;
  /** Chains `.member(code)` to a call, or replaces the argument of the one that is there. */
  chain(call: Span, member: string, code: string): boolean;
  /** Puts other code where the span is. */
  replace(span: Span, code: string): void;
  /** Puts code before and after the span; what stands in it is indented no further. */
  wrap(span: Span, before: string, after: string): void;
  /** Puts statements before or after the one that holds the span. */
  insert(span: Span, place: 'before' | 'after', code: string): boolean;
  /** Makes sure a name is imported (`default` for the default export) and returns it as it is called here. A module that starts with `/` is a file of the project, and is written relative to this one. */
  importName(file: string, module: string, name: string, how?: { readonly type?: boolean; readonly as?: string }): string;
  /** Declares a constant behind the imports and returns its name; one that says the same is used again. Of the places where it will be used, those that are run as the file is read come behind it. */
  hoist(file: string, name: string, code: string, uses?: readonly Span[]): string;
  /** Takes out the constant of this name, declared nearest around the place, when nothing reads it any more. */
  dropUnused(near: Span, name: string): boolean;
  /** Writes a file that is not there yet. */
  create(file: string, text: string): boolean;
  /** Adds text to the end of a file that is there. */
  append(file: string, text: string): void;
}

/** A change ready to be applied. */
export interface Fix {
  readonly title: string;
  readonly remedy: string;
  readonly safety: Safety;
  /** It puts what is there into a policy, of a library or of the resilience module. */
  readonly wraps?: true;
  readonly edits: readonly TextEdit[];
}
