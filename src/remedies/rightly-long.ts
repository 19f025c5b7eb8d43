import type { Ailment } from '../model/remedy';

/** Whether a bound on the whole may cut off what rightly takes longer: an answer read bit by bit, an upload. */
export function takesLong({ call, project }: Ailment): boolean {
  if (call === undefined) return false;
  const { traits, whole } = call.site;
  const text = project.text(whole.file) ?? '';
  const near = text.slice(whole.start, whole.end + 1500);
  return (
    traits.includes('stream') ||
    /getReader\(|\bpipeline\(|\.pipe(To|Through)?\(|createWriteStream|event-stream|for await/.test(near) ||
    /form-?data|createReadStream|duplex/i.test(text.slice(whole.start, whole.end))
  );
}

/** Whether the address is a request made elsewhere, which may carry a signal of its own that this one would replace. */
export function carriesSignal({ call, project }: Ailment): boolean {
  if (call === undefined) return false;
  const { whole } = call.site;
  return /\(\s*([\w.]*\.)?req(uest)?\s*[,)]/i.test(project.text(whole.file)?.slice(whole.start, whole.end) ?? '');
}
