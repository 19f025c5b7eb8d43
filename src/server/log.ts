import type { Connection } from 'vscode-languageserver';

export const logLevels = ['info', 'off', 'error', 'warn', 'debug'] as const;
export type LogLevel = (typeof logLevels)[number];

/** What goes into the editor's output channel, as far as the person wants to read it. */
export interface Log {
  error(message: string): void;
  warn(message: string): void;
  info(message: string): void;
  debug(message: string): void;
}

const loudness: readonly LogLevel[] = ['off', 'error', 'warn', 'info', 'debug'];

export function makeLog({ console }: { readonly console: Pick<Connection['console'], keyof Log> }, level: () => LogLevel): Log {
  const heard = (at: LogLevel): boolean => loudness.indexOf(at) <= loudness.indexOf(level());
  return {
    error: (message) => void (heard('error') && console.error(message)),
    warn: (message) => void (heard('warn') && console.warn(message)),
    info: (message) => void (heard('info') && console.info(message)),
    debug: (message) => void (heard('debug') && console.debug(message)),
  };
}
