import { createHash } from 'node:crypto';
import { type Request, WrongRequest } from './request';

/** Which files a shard reports; every file belongs to one of them, whatever other files there are. */
export function shardOf(request: Request): (file: string) => boolean {
  const written = request.value('shard');
  if (written === undefined) return () => true;
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(written) ?? [];
  if (index === undefined || count === undefined || Number(index) < 1 || Number(index) > Number(count)) {
    throw new WrongRequest(`\`--shard ${written}\`: write which part of how many, as in \`--shard 1/4\`.`);
  }
  return (file) => createHash('sha1').update(file).digest().readUInt32BE(0) % Number(count) === Number(index) - 1;
}
