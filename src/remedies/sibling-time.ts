import type { OptionModel } from '../model/catalog/option';
import type { Ailment } from '../model/remedy';
import { saidTo } from './answer-text';
import { chosenTimes, waitOf } from './amounts';
import { escaped } from './words';

/**
 * What the project itself calls the time that all other calls of the same client in the file are given: `API_TIMEOUT`, `config.timeoutMs`,
 * `this.timeout`. It is in sight of the call, and no shorter than what would be written else, as far as that is known.
 */
export function siblingTime(ailment: Ailment, { option, unit }: Pick<OptionModel, 'option' | 'unit'>): string | undefined {
  const { call, beside, file, project } = ailment;
  if (call === undefined || unit === 'deadline') return undefined;
  const text = project.text(file) ?? '';
  const name = escaped(option.split('.').at(-1) ?? option);
  const time = String.raw`([A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*(?:\(\))?)`;
  const written = new RegExp(
    unit === 'signal'
      ? String.raw`\bAbortSignal\.timeout\(\s*${time}\s*\)`
      : String.raw`(?<![\w$.])${name}['"]?\s*:\s*${time}\s*(?=[,}\n])`,
  );
  const others = beside.filter((one) => one !== call && one.site.client === call.site.client && one.profile.timeout.is !== 'absent');
  const codes = others.map(({ site }) => (site.at.file === file ? written.exec(saidTo(site.whole, text))?.[1] : undefined));
  const [code] = codes;
  if (code === undefined || codes.some((one) => one !== code) || particular.test(code)) return undefined;
  if (others.flatMap(chosenTimes).some((ms) => ms < waitOf(ailment))) return undefined;
  return isInSight(
    text,
    code,
    ailment,
    others.map(({ site }) => site.scope),
  )
    ? code
    : undefined;
}

/** What is meant for one kind of request only. */
const particular = /ping|health|probe|connect|idle|poll|upload|download|stream|long|short|quick|slow|fast/i;

/** Whether a name is one of the whole file, declared before, or a field of the class that all of the calls stand in. */
function isInSight(text: string, code: string, { call }: Ailment, scopes: readonly string[]): boolean {
  const [root = ''] = /^[\w$]+/.exec(code) ?? [];
  const { scope = '', whole } = call?.site ?? {};
  if (root === 'this') {
    const [holder, ...rest] = scope.split('.');
    return rest.length === 1 && scopes.every((one) => one.startsWith(`${holder}.`));
  }
  const name = escaped(root);
  const declared = new RegExp(
    String.raw`^(?:export\s+)?(?:const|let|var)\s+(?:${name}\b|\{[^}]*\b${name}\b)|^(?:export\s+)?(?:async\s+)?function\s+${name}\b|^import\s+(?:[^;'"]*[\s{,])?${name}\b[^;'"]*\bfrom\b`,
    'm',
  ).exec(text);
  return declared !== null && (/^(?:import|.*function)/.test(declared[0]) || declared.index < (whole?.start ?? 0));
}
