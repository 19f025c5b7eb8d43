import { knownRules } from '../engine/known';
import { callFormats, findingFormats } from '../report';
import { commands } from './commands';
import { exits } from './exit';
import { type Flag, flags } from './flags';
import { type Request, WrongRequest } from './request';
import type { Terminal } from './terminal';

/** `breakwater completion bash|zsh|fish`: the script that teaches a shell commands, flags and the values of flags. */
export function completion(request: Request, terminal: Terminal): number {
  const [shell, ...more] = request.args;
  const write = shell === 'bash' ? bash : shell === 'zsh' ? zsh : shell === 'fish' ? fish : undefined;
  if (write === undefined || more.length > 0) throw new WrongRequest('Name the shell: `breakwater completion bash`, `zsh` or `fish`.');
  terminal.out(write());
  return exits.clean;
}

/** The words a flag's value may be, where there are only some. */
function valuesOf({ name, choices }: Flag): readonly string[] {
  if (choices !== undefined) return choices;
  if (name === 'format') return [...new Set([...Object.keys(findingFormats), ...Object.keys(callFormats)])];
  return ['only', 'skip', 'fix-rule', 'rule'].includes(name) ? knownRules.map(({ id }) => id) : [];
}

/** Arguments that are words and no paths. */
function wordsOf(command: string): readonly string[] {
  if (command === 'explain') return knownRules.map(({ id }) => id);
  const { args = '' } = commands.find(({ name }) => name === command) ?? {};
  return args
    .replace(/[[<].*/, '')
    .split(' | ')
    .flatMap((word) => word.trim().split(' '))
    .filter((word) => /^[a-z]+$/.test(word));
}

const written = (flag: Flag): string => (flag.optional === true || flag.value === undefined ? `--${flag.name}` : `--${flag.name}=`);
const ofCommand = (command: string): readonly Flag[] => flags.filter((flag) => flag.commands.includes(command));

function bash(): string {
  const valued = flags.filter((flag) => flag.value !== undefined && valuesOf(flag).length > 0);
  return `# Completion of breakwater for bash: eval "$(breakwater completion bash)"
_breakwater() {
  local word="\${COMP_WORDS[COMP_CWORD]}" command=check flag="\${COMP_WORDS[COMP_CWORD - 1]}" i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "\${COMP_WORDS[i]}" in
      ${commands.map(({ name }) => name).join(' | ')}) command="\${COMP_WORDS[i]}"; break ;;
    esac
  done
  if [[ $word == = ]]; then word=; elif [[ $flag == = ]]; then flag="\${COMP_WORDS[COMP_CWORD - 2]}"; fi
  COMPREPLY=()
  case "$flag" in
${valued.map((flag) => `    --${flag.name}${flag.short === undefined ? '' : ` | -${flag.short}`}) COMPREPLY=($(compgen -W '${valuesOf(flag).join(' ')}' -- "$word")); return ;;`).join('\n')}
  esac
  if [[ $word == -* ]]; then
    case "$command" in
${commands
  .map(
    ({ name }) =>
      `      ${name}) COMPREPLY=($(compgen -W '${ofCommand(name)
        .map((flag) => `--${flag.name}`)
        .join(' ')}' -- "$word")) ;;`,
  )
  .join('\n')}
    esac
    return
  fi
  case "$command" in
${commands
  .filter(({ name }) => wordsOf(name).length > 0)
  .map(({ name }) => `    ${name}) COMPREPLY=($(compgen -W '${wordsOf(name).join(' ')}' -- "$word")) ;;`)
  .join('\n')}
  esac
  ((COMP_CWORD == 1)) && COMPREPLY+=($(compgen -W '${commands.map(({ name }) => name).join(' ')}' -- "$word"))
  COMPREPLY+=($(compgen -f -- "$word"))
}
complete -o filenames -F _breakwater breakwater
`;
}

/** Quotes and brackets mean something to zsh. */
const zshText = (text: string): string => text.replace(/[[\]:\\]/g, '\\$&').replaceAll("'", "'\\''");

function zsh(): string {
  const flag = (one: Flag): string => {
    const values = valuesOf(one);
    const value =
      one.value === undefined
        ? ''
        : `${one.optional === true ? '::' : ':'}${one.value.toLowerCase().replace(/\W+/g, ' ').trim()}:${values.length > 0 ? `(${values.join(' ')})` : '_files'}`;
    return `'${one.many === true ? '*' : ''}${written(one)}[${zshText(one.help)}]${value}'`;
  };
  return `#compdef breakwater
# Completion of breakwater for zsh: eval "$(breakwater completion zsh)"
_breakwater() {
  local command=\${words[2]:-check}
  if ((CURRENT == 2)); then
    local -a commands=(
${commands.map(({ name, help }) => `      '${name}:${zshText(help)}'`).join('\n')}
    )
    _describe command commands
  fi
  case $command in
${commands.map(({ name }) => `    ${name}) _arguments ${[...ofCommand(name).map(flag), `'*:argument:${wordsOf(name).length > 0 ? `(${wordsOf(name).join(' ')})` : '_files'}'`].join(' ')} ;;`).join('\n')}
    *) _arguments ${[...ofCommand('check').map(flag), "'*:path:_files'"].join(' ')} ;;
  esac
}
compdef _breakwater breakwater
`;
}

function fish(): string {
  const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
  const names = commands.map(({ name }) => name).join(' ');
  const within = (command: string): string =>
    command === 'check' ? `not __fish_seen_subcommand_from ${names.replace('check ', '')}` : `__fish_seen_subcommand_from ${command}`;
  return [
    '# Completion of breakwater for fish: breakwater completion fish | source',
    ...commands.map(({ name, help }) => `complete -c breakwater -n __fish_use_subcommand -a ${name} -d ${quoted(help)}`),
    ...commands.flatMap(({ name }) => [
      ...(wordsOf(name).length === 0 ? [] : [`complete -c breakwater -n ${quoted(within(name))} -a ${quoted(wordsOf(name).join(' '))}`]),
      ...ofCommand(name).map((flag) => {
        const values = valuesOf(flag);
        const value =
          flag.value === undefined || flag.optional === true ? '' : values.length > 0 ? ` -x -a ${quoted(values.join(' '))}` : ' -r';
        return `complete -c breakwater -n ${quoted(within(name))} -l ${flag.name}${flag.short === undefined ? '' : ` -s ${flag.short}`}${value} -d ${quoted(flag.help)}`;
      }),
    ]),
    '',
  ].join('\n');
}
