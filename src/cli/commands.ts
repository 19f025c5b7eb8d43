/** A command, as the help and completion show it. */
export interface Command {
  readonly name: string;
  /** What may stand behind it; empty when nothing may. */
  readonly args: string;
  readonly help: string;
}

/** The commands, in the order the help shows them. */
export const commands: readonly Command[] = [
  { name: 'check', args: '[paths…]', help: 'find calls that can hang, storm or lose data (the default)' },
  { name: 'calls', args: '[paths…]', help: 'list every outgoing call with its resilience profile' },
  { name: 'fix', args: '[paths…]', help: 'mend what can be mended safely' },
  { name: 'explain', args: '<rule> | <file:line[:column]>', help: 'a rule, or a call and its reasons' },
  { name: 'rules', args: '', help: 'list the rules' },
  { name: 'clients', args: '[name]', help: 'list the libraries that are known, or say all of one' },
  { name: 'init', args: '', help: 'write a configuration' },
  { name: 'config', args: '<file>', help: 'show what is in force for a file, and why' },
  { name: 'baseline', args: 'create | update | prune | show [paths…]', help: 'accept what is there today, and report only what is new' },
  { name: 'merge', args: '<reports…>', help: 'join the JSON reports of several shards' },
  { name: 'report', args: '<reports…>', help: 'tell saved JSON reports in another format' },
  { name: 'doctor', args: '[files…]', help: 'say what a run finds here, and why a file is not analysed' },
  { name: 'lsp', args: '', help: 'run the language server' },
  { name: 'mcp', args: '', help: 'answer other programs over the Model Context Protocol' },
  { name: 'completion', args: 'bash | zsh | fish', help: 'print the completion of a shell' },
];
