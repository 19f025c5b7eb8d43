import * as nodeModule from 'node:module';

/** Where Node can keep compiled code between runs, it starts in half the time. */
export function enableCompileCache(): void {
  const { enableCompileCache: enable } = nodeModule as { enableCompileCache?: () => unknown };
  enable?.();
}
