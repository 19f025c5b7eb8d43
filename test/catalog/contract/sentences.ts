import type { ClientModel } from '../../../src/model/catalog/client';
import type { Evidence } from '../../../src/model/catalog/evidence';
import type { GuardModel } from '../../../src/model/catalog/guard';
import { clientText, guardText } from '../../../src/report/clients';

/** What a model says to people: sentences, the place where each can be checked, and the name it is shown under. */
export function sentenceFaults(written: ClientModel): readonly string[] {
  // Whoever writes JSON may leave it out.
  const model: ClientModel = written.evidence === undefined ? { ...written, evidence: [] } : written;
  return [
    ...evidenceFaults(model.evidence),
    ...nameFaults(model, clientText(model)),
    ...written.defaults.flatMap(({ says }) =>
      says.trim() === '' || says.endsWith('.') ? [`"${says}" is no sentence without its period`] : [],
    ),
    ...(written.advice === undefined || isLine(written.advice) ? [] : ['its advice is not one line']),
  ];
}

export function guardSentenceFaults(model: GuardModel): readonly string[] {
  return [...evidenceFaults(model.evidence), ...nameFaults(model, guardText(model)), ...kindFaults(model)];
}

/** What the slow suite has executed is joined to the model by itself, and no place where a person can check it. */
function evidenceFaults(evidence: readonly Evidence[] | undefined): readonly string[] {
  const rows = (evidence ?? []).map(({ url, versions, how, except = [] }) => ({ url, versions, how, except }));
  if (!rows.some(({ url }) => url !== 'test/evidence')) return ['it has no evidence'];
  return rows.flatMap(({ url, versions, how, except }) => [
    ...(/^https?:\/\/\S+$|^test\//.test(url) ? [] : [`"${url}" is no place`]),
    ...(versions.trim() === '' ? [`${url} says no version`] : []),
    ...(how === 'executed' || how === 'read' ? [] : [`${url} says not how it was checked`]),
    ...except.filter((row) => !/^`?\S.*: \S/.test(row)).map((row) => `"${row}" has no reason`),
  ]);
}

function nameFaults({ id, title, package: its }: Named, text: string): readonly string[] {
  return [
    ...(title === undefined || title === id || text.startsWith(`${id} (${title})\n`) ? [] : ['it is not shown under its title']),
    ...(its === undefined || /^(?:@[\w.-]+\/)?[\w.-]+$/.test(its) ? [] : [`its package "${its}" is none`]),
  ];
}

type Named = Pick<ClientModel, 'id' | 'title' | 'package'>;

const isLine = (text: string): boolean => text.trim() !== '' && !text.includes('\n');

/** A form is called on what another makes. */
function kindFaults({ forms }: GuardModel): readonly string[] {
  const made = new Set(forms.flatMap((form) => ('kind' in form ? [form.kind] : [])));
  return forms.flatMap((form) => ('on' in form ? (form.on ?? []) : [])).flatMap((on) => (made.has(on) ? [] : [`nothing makes a ${on}`]));
}
