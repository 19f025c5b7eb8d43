import type { Remedy } from '../model/remedy';
import { fanOutAt, limitTitle, nearBy } from './fan-out';

/** `Promise.all` over a `map` is what `pMap` is, with a limit. */
export const pMap: Remedy = {
  id: 'p-map',
  summary: 'Turns `Promise.all` over a `map` into `pMap` with a limit.',
  provides: 'bulkhead',
  rules: ['unbounded-fanout'],
  safety: 'suggestion',
  style: 'p-map',
  needs: 'p-map',
  offers(ailment) {
    const { concurrency } = ailment.project.settings;
    return [
      {
        title: limitTitle(ailment, '`p-map`'),
        ...nearBy(ailment),
        write(draft) {
          const fan = fanOutAt(draft, ailment);
          if (fan?.all === undefined || draft.text(fan.all.callee) !== 'Promise.all') return false;
          // What a line is told of the next one would stand over another.
          if (/@ts-(?:expect-error|ignore)|-disable-next-line/.test(draft.text({ ...fan.all.whole, end: fan.each.whole.start }) ?? ''))
            return false;
          const make = draft.importName(ailment.finding.at.file, 'p-map', 'default', { as: 'pMap' });
          const { all, map, each } = fan;
          const broken = /\n/.test(draft.text({ ...all.whole, start: all.callee.end, end: map.whole.start }) ?? '');
          const gap = broken ? ',\n' : ', ';
          draft.replace(all.callee, make);
          // A line needs a word on it to be indented.
          const first = draft.text({ ...each.whole, end: each.whole.start + 1 }) ?? '';
          draft.replace({ ...map.whole, end: each.whole.start + 1 }, `${fan.list}${gap}${first}`);
          draft.replace({ ...map.whole, start: each.whole.end }, `${gap}{ concurrency: ${concurrency} }`);
          return true;
        },
      },
    ];
  },
};
