import type { ArgPath, Path } from './paths';

/** What makes a value of a kind: `axios.create(config)`, `new Pool(config)`. */
export interface MakeModel {
  /** From where `on` says: `create`, `Pool`, or the empty path for the module (or value) itself called. */
  readonly path: Path;
  /** What the path starts from: `module`, or kinds of this client; default `['module']`. */
  readonly on?: readonly string[];
  /** The kind that comes out; default `instance`. */
  readonly kind?: string;
  /** Where its options stand; the first that is an object (or can be one) counts. */
  readonly options?: readonly ArgPath[];
  /** The option that the first argument stands for when it is a text: `new Client('postgres://…')` is `new Client({ connectionString })`. */
  readonly statement?: string;
  /** It keeps the options of the instance it was made from, as `got.extend` does. */
  readonly inherits?: boolean;
  /** Its calls give back what they are made on: members that speak for options of the pending call may be said of it before and after. */
  readonly pending?: true;
  /** Where another client may stand whose options and limits hold for this one too: `drizzle(pool)`. Not found there, the bounds are not known. */
  readonly of?: readonly ArgPath[];
  /** Modules that make the driver themselves, as it comes, when a text stands at the first of `of`: `drizzle(process.env.DATABASE_URL)`. */
  readonly dials?: readonly string[];
  /** Where policies stand that every call of it goes through, outermost first, one or a list of them: `createTRPCClient({ links })`. Where all are known, an opaque default no longer holds. */
  readonly links?: readonly ArgPath[];
  /** Files that are loaded by a name that is worked out give one for the instance that they are handed: `require(path)(sequelize, DataTypes)`. */
  readonly byFile?: boolean;
  /** Names of types of this module that mean a value of this kind: `AxiosInstance`. A class counts by itself. */
  readonly types?: readonly string[];
  /** Through which member of the package a container hands out values of these types. */
  readonly provider?: ProviderModel;
}

/** A module of a container that hands out a client: NestJS's `HttpModule`. Where nothing of the project tells it options, the client has none. */
export interface ProviderModel {
  /** The name it is imported by. */
  readonly path: string;
  /** Its members that are told options: `register`. */
  readonly configured: readonly string[];
  /** The module whose own instance it hands out then, with what was said of that one. */
  readonly shares?: string;
}

/** What a function that is given to a client finds in a parameter: `bot.command('start', (ctx) => ctx.reply('hi'))`, `db.transaction(async (tx) => …)`. */
export interface HandModel {
  /** The members that are given the function, from where `on` says. */
  readonly paths: readonly Path[];
  /** What the paths start from: `module` or kinds; default `['instance']`. */
  readonly on?: readonly string[];
  /** Which parameter of the function; default the first. */
  readonly param?: number;
  /** The kind of what stands there, under the options of the instance; default: what the call gives back to who waits for it. */
  readonly kind?: string;
}
