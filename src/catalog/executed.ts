/** What the slow suite has executed, by id, with the version; written by `npm run sync` from `test/evidence/executed.json`. */
export const executed: { readonly clients: Readonly<Record<string, string>>; readonly guards: Readonly<Record<string, string>> } = {
  clients: {},
  guards: {},
};
