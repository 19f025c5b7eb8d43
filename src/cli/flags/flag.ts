import { commands } from '../commands';

/** A flag of the command line. */
export interface Flag {
  readonly name: string;
  readonly short?: string;
  /** What its value is called in the help; without it the flag is a switch. */
  readonly value?: string;
  /** The value may be left out: `--fix`, `--fix=all`. */
  readonly optional?: boolean;
  /** The only words the value may be. */
  readonly choices?: readonly string[];
  /** It may be given several times. */
  readonly many?: boolean;
  readonly help: string;
  readonly group: 'Rules and configuration' | 'What is reported' | 'Output' | 'Fixes' | 'Files' | 'Speed' | 'Help';
  readonly commands: readonly string[];
}

/** Commands that analyse a project. */
export const analysing = ['check', 'fix', 'calls', 'explain', 'baseline'];
/** Commands that report findings of a project. */
export const checking = ['check', 'fix'];
/** Commands that tell reports of earlier runs. */
export const retelling = ['merge', 'report'];
/** Commands that write reports. */
export const telling = ['check', 'fix', 'calls', ...retelling];
/** All commands. */
export const everything = commands.map(({ name }) => name);
