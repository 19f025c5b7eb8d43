import type { CallModel } from '../../model/catalog/client';
import type { DefaultModel } from '../../model/catalog/default';
import type { MakeModel } from '../../model/catalog/instance';

const reads =
  'get mGet getRange getBit strLen exists ttl pTTL type keys scan dbSize randomKey object touch hGet hMGet hGetAll hKeys hVals hLen hExists hStrLen hScan hRandField lRange lLen lIndex lPos sMembers sIsMember smIsMember sCard sRandMember sDiff sInter sUnion sScan zRange zRangeByScore zRangeByLex zRangeWithScores zRevRange zRevRangeByScore zScore zmScore zRank zRevRank zCard zCount zLexCount zScan xRange xRevRange xLen xInfo xPending geoPos geoDist geoSearch geoHash geoRadius bitCount bitPos pfCount ping echo time info memory script json.get ft.search lastSave role pubSub lcs expireTime pExpireTime hExpireTime hTTL hpTTL zDiff zInter zUnion zInterCard sInterCard zRandMember configGet slowLog latency memoryUsage memoryStats memoryDoctor clientList clientInfo clientId clusterInfo clusterNodes clusterSlots commandInfo commandCount xInfoStream xInfoGroups functionList ft.info';

const writes =
  'set setEx pSetEx setNX mSet mSetNX getSet getDel getEx setRange setBit append incr incrBy incrByFloat decr decrBy del unlink expire expireAt pExpire pExpireAt persist rename renameNX copy move restore dump hSet hSetNX hMSet hDel hIncrBy hIncrByFloat lPush rPush lPushX rPushX lPop rPop lRem lSet lTrim lInsert rPopLPush lMove sAdd sRem sPop sMove sDiffStore sInterStore sUnionStore zAdd zRem zIncrBy zPopMin zPopMax zRemRangeByScore zRemRangeByRank zRemRangeByLex zRangeStore zUnionStore zInterStore xAdd xDel xTrim xAck xClaim xAutoClaim xGroup geoAdd bitField bitOp pfAdd pfMerge publish sPublish flushDb flushAll eval evalSha fCall wait json.set hSetEx hGetDel hExpire hpExpire hPersist zMPop lMPop zDiffStore bgSave bgRewriteAof configSet scriptLoad functionLoad xGroupCreate ft.create ft.dropIndex';

/** They wait for something to happen, which may rightly take long. */
const waits = 'blPop brPop brPopLPush blMove bzPopMin bzPopMax blmPop bzmPop xRead xReadGroup subscribe pSubscribe sSubscribe monitor';

/** Whether they read or write is said by their arguments, or they are about the connection alone. */
const administers = 'auth select config client cluster command acl module function sort migrate watch unwatch';

const spelled = (names: string, how: (name: string) => readonly string[]): readonly string[] => [...new Set(names.split(' ').flatMap(how))];

/** In small letters, and the same with an answer in bytes. */
const lower = (name: string): readonly string[] => (name.includes('.') ? [] : [name.toLowerCase()]);
const withBytes = (name: string): readonly string[] => lower(name).flatMap((one) => [one, `${one}Buffer`]);

/** Camel case and capitals, as node-redis offers them, and small letters, as it did before 4. */
const every = (name: string): readonly string[] => [name, name.toUpperCase(), ...lower(name)];

function commands(how: (name: string) => readonly string[], on: readonly string[]): readonly CallModel[] {
  return [
    { paths: spelled(reads, how), on, effect: 'read' },
    { paths: spelled(writes, how), on, effect: 'write' },
    { paths: spelled(waits, how), on, effect: 'read', traits: ['connection'] },
    { paths: spelled(administers, how), on, effect: 'unknown' },
  ];
}

/** What node-redis does since 4 when a connection is lost. */
export const connectsAnew = (says: string): DefaultModel => ({
  facet: 'retry',
  versions: '>=4.0.0',
  attempts: 'unbounded',
  backoff: 'exponential',
  jitter: true,
  maxDelayMs: 2_000,
  writes: false,
  reconnect: true,
  says,
});

/** Each command that is put into a batch gives the batch: `multi().incr(key).expire(key, 60).exec()`. */
export const batched: MakeModel = { path: '*', on: ['batch'], kind: 'batch', inherits: true };

/** Commands in the manner of node-redis: `hGetAll`, `HGETALL`, and `hgetall` before 4. */
export const redisCommands = (on: readonly string[]): readonly CallModel[] => commands(every, on);

/** Commands in the manner of ioredis: `hgetall`, `hgetallBuffer`. */
export const lowerRedisCommands = (on: readonly string[]): readonly CallModel[] => commands(withBytes, on);
