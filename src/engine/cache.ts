import type { FileSummary } from '../model/summary';

/** Summaries kept from an earlier run, by what the file holds. */
export interface SummaryCache {
  get(file: string, text: string): FileSummary | undefined;
  put(file: string, text: string, summary: FileSummary): void;
}
