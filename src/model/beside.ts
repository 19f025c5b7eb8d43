import type { CallSite } from './call';

/** Whether a call only tells of the program itself, to those who run it or look after it, and nobody waits for the function that makes it. */
export function isBeside({ traits, scope, at }: CallSite): boolean {
  return traits.includes('left') && (word.test(scope) || word.test(at.file.split('/').at(-1) ?? ''));
}

const word =
  /announce|banner|crash-?reports?|analytics|metrics|heartbeat|usage-?(?:stats|report)|update-?(?:check|notif)|check-?(?:for-?)?(?:updates?|version)|(?:latest|new(?:er)?)-?version|version-?check|release-?notes|changelog|whats-?new/i;
