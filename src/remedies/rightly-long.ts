import type { CallSite } from '../model/call';
import type { Ailment, Project } from '../model/remedy';
import { comesFromStorage, sendsPageFile, sendsStream, takesFile } from './moved-file';
import {
  asksForMany,
  asksForNext,
  fetchesFile,
  awaitsEvent,
  isBulk,
  isSentOn,
  isWork,
  movesFile,
  ordersWork,
  rendersMedia,
  runsProcedure,
  sendsFile,
  thinks,
  writesAnswer,
} from './named-work';
import { asksForStream, isHandedBack, isPiped, readsStream } from './streamed';

/**
 * Why a bound on the whole may cut off what rightly takes longer. `stream`: the answer is read bit by bit, or comes at the
 * end of a job, for as long as it likes. `transfer`: a file comes or goes, or somebody thinks before answering. It is told by what the call is
 * given and by what is done with its answer, not by words somewhere near.
 */
export function rightlyLong({ call, project }: Ailment): Long {
  if (call === undefined) return undefined;
  const { site } = call;
  const file = project.text(site.whole.file) ?? '';
  // Every offer for a call asks, and so do the offers for all that go through its instance.
  const known = told.get(site);
  if (known?.file === file) return known.long;
  const long = longOf(site, file, project);
  told.set(site, { file, long });
  return long;
}

type Long = 'stream' | 'transfer' | undefined;

const told = new WeakMap<CallSite, { readonly file: string; readonly long: Long }>();

function longOf(site: CallSite, file: string, project: Pick<Project, 'streaming'>): Long {
  if (
    ['stream', 'job'].some((trait) => site.traits.includes(trait)) ||
    awaitsEvent(site) ||
    isSentOn(site) ||
    asksForNext(site, file) ||
    rendersMedia(site, file) ||
    asksForStream(site, file) ||
    readsStream(site, file, project.streaming) ||
    (site.failure !== 'throws' && fetchesFile(site) && isHandedBack(site, file)) ||
    isPiped(site, file) ||
    runsProcedure(site, file) ||
    writesAnswer(site, file)
  )
    return 'stream';
  const long =
    site.traits.includes('slow') || movesFile(site) || isWork(site) || isBulk(site) || ordersWork(site, file) || asksForMany(site, file);
  return long || comesFromStorage(site) || thinks(site, file) || sendsStream(site, file) || takesFile(site, file) ? 'transfer' : undefined;
}

/** Whether a page sends a file: how long that takes is up to the line of whoever sits there. */
export function sendsFromPage({ call, project }: Ailment): boolean {
  if (call === undefined || call.site.effect === 'read') return false;
  const file = project.text(call.site.whole.file) ?? '';
  // What takes a `Blob` or a `File` is handed one by a page, wherever else it runs.
  if (call.site.context !== 'browser') return sendsPageFile(call.site, file);
  return movesFile(call.site) || sendsStream(call.site, file);
}

/** Whether a file goes out as a whole, of any length: a bound on all of it cuts off what a slow line sends by rights. */
export function uploads({ call }: Ailment): boolean {
  return call !== undefined && call.site.effect !== 'read' && sendsFile(call.site);
}
