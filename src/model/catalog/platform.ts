import type { Evidence } from './evidence';
import type { ArgPath, Path } from './paths';

/** A platform that ends a function after a time which the program itself says, or that is known for what it is. What it ends is the wait, and with it the whole answer, so that it is named in the reasons and never a bound of the call. */
export interface PlatformModel {
  readonly id: string;
  readonly title: string;
  /** Files whose functions it runs, without their ending, segments joined by dots: `**.app.**.route`. */
  readonly files?: readonly Path[];
  /** What such a file exports, by the first name that it has: `maxDuration`, `config.maxDuration`. */
  readonly exported?: readonly Path[];
  /** Files that it runs by a runtime of its own, with all that only they load: by their whole path, or, where their package has to need one of `needs`, by their path in it. */
  readonly runs?: { readonly files: readonly Path[]; readonly needs?: readonly string[] };
  /** Calls in a configuration above such files that say the same of all of them: `adapter({ maxDuration: 10 })`. `word`: what a text holds that has one. */
  readonly adapters?: readonly (CalledModel & { readonly limit: ArgPath; readonly word: string })[];
  /** Calls that a function is handed to, themselves or chained on, and where they say so: `runWith({ timeoutSeconds: 60 }).https.onRequest(…)`. `fallback`: how long where it says nothing of that, and neither does what is told of all of them, by a call of the name `shared`. Without a limit, the wait for it ends after a time that is set elsewhere, and the work goes on; `ends`: and it is over with it then. */
  readonly calls?: readonly (CalledModel & {
    readonly limit?: ArgPath;
    readonly fallback?: number;
    readonly shared?: string;
    readonly ends?: true;
  })[];
  /** Functions that a file exports under one of these names, where it shows whose they are: by a type it imports, a module it uses, or what it reads of what it is handed. */
  readonly handlers?: {
    readonly exported: readonly string[];
    readonly types?: readonly { readonly module: string; readonly names: readonly string[] }[];
    readonly uses?: readonly string[];
    readonly reads?: readonly Path[];
    /** What exports a function under the same name beside one of them, and is imported by nobody, is run there as well. */
    readonly beside?: true;
  };
  /** Files of the project that tell it which functions to run, and for how long. */
  readonly deploys?: readonly DeployModel[];
  /** Resources of Terraform that say the same. */
  readonly resources?: readonly ResourceModel[];
  /** Calls of a program that deploys the project, which say the same. */
  readonly deployCalls?: readonly DeployCallModel[];
  /** A server of the program's own that handlers are told to, which answers whoever asked by a time that the program says. */
  readonly serves?: ServerModel;
  /** A framework whose handlers stand behind interceptors, which answer whoever asked by a time that the program says. */
  readonly intercepts?: InterceptedModel;
  /** A queue of jobs, each of which fails when it takes longer than the program says. */
  readonly queue?: QueueModel;
  /** Functions that it runs for whoever asks for them by their names, and says for how long. */
  readonly activities?: ActivitiesModel;
  /** A clock or a queue that gives out work, in front of which nobody sits. */
  readonly works?: WorksModel;
  /** When it is over with each of them; otherwise only something that is not read says so. */
  readonly after?: number;
  /** A process of it serves one request at a time, and sleeps in between. */
  readonly alone?: true;
  /** Nobody waits who cannot wait for as long as that may be. */
  readonly patient?: true;
  /** Packages that only those programs depend on which it runs by a runtime of its own: what Node does by itself does not hold there. */
  readonly ownRuntime?: readonly string[];
  /** Files by which a folder, or the package around it, is told to run there. */
  readonly ownRuntimeBy?: readonly string[];
  /** Functions that keep what they are handed for when the answer is sent: `after(work)`. */
  readonly later?: readonly { readonly modules: readonly string[]; readonly paths: readonly Path[] }[];
  /** What it keeps beside the machine, so that nothing leaves it: hosts, and settings of the environment that say where. */
  readonly beside?: { readonly hosts?: readonly string[]; readonly settings?: readonly string[] };
  /** Of its times; default milliseconds. */
  readonly unit?: 'ms' | 's';
  readonly evidence: readonly Evidence[];
}

/** A file that tells a platform which functions to run: YAML or JSON. Paths are names joined by dots. */
export interface DeployModel {
  /** Its names, at the root of a package or above it; `*` stands for what each stage calls its own. */
  readonly files: readonly string[];
  /** Where it may name another platform, for which it says all this as well; nothing is read then. */
  readonly names?: { readonly at: readonly string[]; readonly is: string };
  /** Where the functions stand, each under a key of its own. */
  readonly functions?: string;
  /** Where each says of which file it is and of which export: `src/report.send`. Without it the key is a pattern of files. */
  readonly handler?: string;
  /** Where each says below which folder that lies. */
  readonly inside?: string;
  /** Where each says how long it may run, where all of them do, and how long they may otherwise. */
  readonly limit?: string;
  readonly shared?: string;
  readonly fallback?: number;
  /** Files below such a file that it runs although nothing is said of them, as patterns, and how long they may run then. */
  readonly usual?: { readonly files: readonly string[]; readonly limit: number };
  /** Programs that it tells of as a whole. */
  readonly programs?: ProgramsModel;
}

/** Programs that a platform is told of as a whole, rather than of single functions: all that one loads runs there. */
export interface ProgramsModel {
  /** Where it tells of one or more, under no names; absent where all that lies below it is one. */
  readonly at?: string;
  /** Where each says which built file it begins with, or in which folder it lies, which begins with its index, and that folder otherwise. */
  readonly file?: string;
  readonly folder?: string;
  readonly usualFolder?: string;
  /** Where each says what puts it together, and by which of these it runs on the platform. */
  readonly by?: { readonly at: string; readonly names: readonly string[] };
  /** Where each says how long it may run, as a number or as `00:10:00`, and how long it may otherwise; neither where its functions say so. */
  readonly limit?: string;
  readonly fallback?: number;
  /** A package that is no part of it does not need this one. */
  readonly needs?: string;
}

/** A resource of Terraform that is a function. Paths lead through the blocks inside of it. */
export interface ResourceModel {
  readonly type: string;
  /** Where it names the archive of its code, itself or by what is uploaded. */
  readonly code: string;
  /** Where it says of which file it is and of which export, or of which export of what the package in the archive offers. */
  readonly handler?: string;
  readonly exported?: string;
  readonly limit: string;
  readonly fallback: number;
}

/** A call by which a program tells a platform of functions. Members of what an export made belong to the path: `ApiGatewayV2.route`. */
export interface DeployCallModel extends CalledModel {
  /** Identifiers that stand in the text of each such program. */
  readonly words: readonly string[];
  /** Where each function is told of; `*` stands for every member or element. A text there is its handler. */
  readonly functions: readonly ArgPath[];
  /** Members of what is told of one: how long it may run, which export it is (`src/report.send`, `send` where the file is told by itself), and by default. */
  readonly limit: string;
  readonly handler: string;
  readonly exported?: string;
  /** The member that tells the file, and where otherwise the name stands by which it lies beside the program: `stack.send.ts`. */
  readonly entry?: string;
  readonly beside?: ArgPath;
  /** The member that tells the folder of the handler's file, by a call of one of these names that is handed it. */
  readonly inside?: { readonly at: string; readonly by: readonly string[] };
  /** How long it may run where that is not said of it: as long as is said where the call, or what it is a member of, is made, or all are told by calls of a name, or it is usual. */
  readonly shared?: ArgPath;
  readonly sharedBy?: { readonly call: string; readonly limit: ArgPath };
  readonly fallback: number;
  /** How long is a call of a member of this, named after a unit: `Duration.seconds(30)`; numbers are of the platform's unit, and texts name theirs: `30 seconds`. */
  readonly lengths?: CalledModel;
  /** Where somebody may say otherwise, in a way that is not read: a member of what is told of a function, an argument where what the call is a member of was made, a call that is handed what of the package it changes. */
  readonly unless?: { readonly own?: string; readonly made?: ArgPath; readonly changes?: { readonly call: string; readonly path: Path } };
}

/** What of a package is called. */
export interface CalledModel {
  readonly modules: readonly string[];
  readonly paths: readonly Path[];
}

/** What gives out work by the clock or from a queue. */
export interface WorksModel {
  /** Calls that are handed a function which does the work: of an export, or of a member of what it made: `Agenda.define`. */
  readonly handed: readonly CalledModel[];
  /** Decorators of such a function, or of its class. */
  readonly marks: readonly CalledModel[];
}

/** What gives out functions of another process by their names. */
export interface ActivitiesModel {
  /** What is called for them, and where it is told how long one may take: the first that is said. */
  readonly called: CalledModel;
  readonly limits: readonly ArgPath[];
}

/** A server that a program makes of apps and routers, and tells its handlers to. Past the time it lets whoever asked go; the work goes on. */
export interface ServerModel extends LetGoModel {
  /** What makes an app, or a router that is mounted in one. */
  readonly made: readonly CalledModel[];
  /** Members that are handed handlers: `get`. */
  readonly handed: readonly string[];
  /** The type of what a handler answers with, by which it is known where it is handed over in a way that is not seen. */
  readonly answers?: CalledModel;
}

/** How a server is told when it lets whoever asked go. */
export interface LetGoModel {
  /** Members of an app that are handed what stands in front of all that comes behind, routers among it: `use`. */
  readonly mounts: readonly string[];
  /** What stands in front of handlers and answers in their place when they take longer: how long, by default, and the option by which it does not. */
  readonly timers: readonly (CalledModel & { readonly limit: ArgPath; readonly fallback: number; readonly unless?: ArgPath })[];
  /** Members of a handler's parameters that say how long whoever asked waits: `req.setTimeout(ms)`. */
  readonly told: { readonly params: readonly number[]; readonly paths: readonly Path[]; readonly limit: ArgPath };
  /**
   * The server that an app is put into: the members of the app that start one, and functions that make one of it. It is told by a
   * member, or in a field, after which silence it drops whoever asked.
   */
  readonly behind?: {
    readonly starts: readonly string[];
    readonly made: readonly CalledModel[];
    readonly told: string;
    readonly limit: ArgPath;
    readonly field: string;
  };
}

/** A framework that runs what decorators mark, behind interceptors of the program. Such a one lets whoever asked go by bounding what goes on behind it; the work goes on. */
export interface InterceptedModel {
  /** Decorators of handlers. */
  readonly marks: readonly CalledModel[];
  /** Decorators of a handler, or of its class, that are handed its interceptors. */
  readonly own: readonly CalledModel[];
  /** The server that stands before its apps. */
  readonly before?: LetGoModel;
  /** The member of an app that is handed the interceptors of all its handlers. */
  readonly shared: string;
  /** Names a provider of such interceptors, and the members of the provider that hold them: themselves, or what makes them. */
  readonly token: CalledModel;
  readonly holders: readonly string[];
  /** What makes an app. */
  readonly makes: CalledModel;
  /** The member of an interceptor that is asked, and the member of what it is handed that goes on. */
  readonly asked: string;
  readonly goesOn: string;
}

/** A queue whose jobs fail after a time, though the work on them goes on. */
export interface QueueModel {
  /** The client whose instances are queues, and their members that are handed what works off the jobs. */
  readonly client: string;
  readonly handed: readonly string[];
  /** The option of a queue that says when its jobs fail. */
  readonly option: string;
  /** What adds a job, and where it is told when that one fails; `named`: behind a name of the job. */
  readonly added: { readonly member: string; readonly limit: ArgPath; readonly named: ArgPath };
  /** Modules of frameworks that make the queues: decorators of what works off the jobs, and what is told the options of all queues, or of single ones. */
  readonly modules: readonly string[];
  readonly decorators: readonly Path[];
  readonly shared: readonly Path[];
  readonly single: readonly Path[];
  /** Members of what those are told that hold a function which gives the options. */
  readonly makers: readonly string[];
}
