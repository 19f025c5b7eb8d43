/** Works in a browser and, by its variables, in the editor's colours. */
export const pageStyle = `
:root { color-scheme: light dark; --ink: var(--vscode-foreground, light-dark(#1f2328, #e6edf3)); --paper: var(--vscode-editor-background, light-dark(#fff, #0d1117)); --line: var(--vscode-panel-border, light-dark(#d1d9e0, #3d444d)); --link: var(--vscode-textLink-foreground, light-dark(#0550ae, #79c0ff)); --bad: var(--vscode-errorForeground, light-dark(#b42318, #ff7b72)); --soft: var(--vscode-descriptionForeground, light-dark(#59636e, #9198a1)); }
body { margin: 0; color: var(--ink); background: var(--paper); font: 14px/1.5 var(--vscode-font-family, system-ui, sans-serif); }
main { padding: 1rem 1.5rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; }
a { color: var(--link); } code { font-family: var(--vscode-editor-font-family, ui-monospace, monospace); }
.findings { padding-left: 1.5rem; } .findings li { margin: .5rem 0; } .error > b { color: var(--bad); }
.filters { display: flex; gap: 1rem; align-items: center; flex-wrap: wrap; margin-bottom: .5rem; }
input, select { font: inherit; padding: .15rem .4rem; color: var(--vscode-input-foreground, inherit); background: var(--vscode-input-background, Field); border: 1px solid var(--vscode-input-border, var(--line)); border-radius: 2px; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line); font-weight: normal; white-space: nowrap; }
thead button { all: unset; cursor: pointer; color: var(--soft); } thead button:focus-visible { outline: 2px solid var(--link); }
td.absent, td.unknown { color: var(--soft); } tr[data-timeout=absent] td:nth-child(5) { color: var(--bad); }
`;

/** Filters and sorts the table that is there; without it the page is complete. In an editor it stays as it was filtered when it is written anew. */
export const pageScript = `
const body = document.querySelector('tbody');
if (body) {
  const rows = [...body.rows], heads = [...document.querySelectorAll('thead th')];
  const words = document.getElementById('words'), timeout = document.getElementById('timeout'), count = document.getElementById('count');
  const editor = typeof acquireVsCodeApi === 'function' ? acquireVsCodeApi() : undefined;
  let column = -1, turn = 1;
  const keep = () => editor?.setState({ words: words.value, timeout: timeout.value, column, turn });
  const show = () => {
    let shown = 0;
    for (const row of rows) {
      const fits = row.textContent.toLowerCase().includes(words.value.toLowerCase()) && (timeout.value === '' || row.dataset.timeout === timeout.value);
      row.hidden = !fits;
      if (fits) shown++;
    }
    count.textContent = shown + ' of ' + rows.length;
    keep();
  };
  const compare = (a, b) =>
    a.dataset.order === undefined
      ? a.textContent.localeCompare(b.textContent, undefined, { numeric: true })
      : Math.sign(Number(a.dataset.order) - Number(b.dataset.order)) || 0;
  const sort = () => {
    if (column < 0) return;
    for (const [index, head] of heads.entries()) {
      if (index === column) head.setAttribute('aria-sort', turn > 0 ? 'ascending' : 'descending');
      else head.removeAttribute('aria-sort');
    }
    rows.sort((a, b) => turn * compare(a.cells[column], b.cells[column]));
    body.append(...rows);
    keep();
  };
  words.addEventListener('input', show);
  timeout.addEventListener('change', show);
  document.querySelector('form').addEventListener('submit', (event) => event.preventDefault());
  document.querySelector('thead').addEventListener('click', (event) => {
    const asked = Number(event.target.dataset.column);
    if (Number.isNaN(asked)) return;
    turn = asked === column ? -turn : 1;
    column = asked;
    sort();
  });
  const kept = editor?.getState();
  if (kept) {
    words.value = kept.words;
    timeout.value = kept.timeout;
    column = kept.column;
    turn = kept.turn;
    sort();
  }
  show();
}
`;
