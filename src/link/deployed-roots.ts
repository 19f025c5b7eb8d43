import type { PlatformModel } from '../model/catalog/platform';
import { isAside } from '../model/call';
import type { Deployed } from '../model/deployed';
import { deployedInCode } from './deploying';
import type { Evaluator } from './evaluator';
import { remembered } from './remembered';
import type { Way } from './way';

/** What of a file a platform is told to run, by files that deploy the project and by programs that do. */
export function deployedOf(evaluator: Evaluator, platform: PlatformModel, file: string): readonly Deployed[] {
  const { id, deploys, deployCalls } = platform;
  const inFiles = deploys === undefined ? [] : evaluator.program.deployed(file).filter((one) => one.platform === id);
  return deployCalls === undefined ? inFiles : [...inFiles, ...deployedInCode(evaluator, platform, file)];
}

/**
 * The functions in which a file runs that is loaded by them alone, whoever calls it there: `app.get('/', ask)` of an app that
 * `export const handler = handle(app)` answers by. Whatever loads it and is not deployed may be a server.
 */
export function deployedAbove(evaluator: Evaluator, platform: PlatformModel, { kept, inside }: Way): readonly Deployed[] {
  const file = inside.at(-1)?.file;
  if (file === undefined || (platform.deploys === undefined && platform.deployCalls === undefined)) return [];
  // Another export of what is deployed may be deployed as well, in a way that is not read.
  if (kept === undefined && !evaluator.program.isImported(file)) return [];
  return remembered(evaluator, `deployed above:${platform.id}:${file}`, () => {
    const { program } = evaluator;
    const loaded = [file, ...program.importers(file)].filter((one) => !isAside(program.context(one)));
    if (loaded.some((one) => (program.published(one) && !program.sealed(one)) || listens(evaluator, one))) return [];
    const roots = loaded.filter((one) => !program.isImported(one));
    const told = roots.map((root) => deployedOf(evaluator, platform, root));
    return told.every((one) => one.length > 0) ? told.flat() : [];
  });
}

/** Whether a file starts a server, so that it may be run by itself as well. */
function listens(evaluator: Evaluator, file: string): boolean {
  const names = evaluator.view(file)?.callsNamed;
  return names === undefined || starts.some((name) => names.has(name));
}

const starts = ['listen', 'serve', 'createServer'];
