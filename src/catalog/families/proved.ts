import type { OptionModel } from '../../model/catalog/option';

/** Rows that several clients share, of which one was proved for this client alone. */
export const proved = (option: string, rows: readonly OptionModel[]): readonly OptionModel[] =>
  rows.map((row) => (row.option === option && row.ignored === undefined ? { ...row, proved: true } : row));
