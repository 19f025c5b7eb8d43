/**
 * The fingerprint of a line that code scanning knows: a rolling hash over the next hundred characters
 * from the start of the line, blanks left out, every line end alike; equal hashes are counted.
 */
export function lineHashes(text: string): (line: number) => string | undefined {
  const hashes: string[] = [];
  const counts = new Map<string, number>();
  const characters: number[] = [];
  const starts: number[] = [];
  let atStart = true;
  const push = (code: number): void => {
    if (atStart) starts.push(characters.length);
    atStart = code === lineFeed;
    characters.push(code);
  };
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === space || code === tab) continue;
    if (code === lineFeed && text.charCodeAt(i - 1) === carriageReturn) continue;
    push(code === carriageReturn ? lineFeed : code);
  }
  push(endOfFile);
  let rolling = 0n;
  let next = 0;
  for (let i = 0; next < starts.length; i++) {
    const gone = i < block ? 0 : (characters[i - block] ?? 0);
    rolling = BigInt.asUintN(64, rolling * factor + BigInt(characters[i] ?? 0) - factorOfBlock * BigInt(gone));
    if (i !== (starts[next] ?? 0) + block - 1) continue;
    const hash = rolling.toString(16);
    const count = (counts.get(hash) ?? 0) + 1;
    counts.set(hash, count);
    hashes.push(`${hash}:${count}`);
    next++;
  }
  return (line) => hashes[line - 1];
}

const block = 100;
const factor = 37n;
const factorOfBlock = BigInt.asUintN(64, factor ** BigInt(block));
const [tab, lineFeed, carriageReturn, space, endOfFile] = [9, 10, 13, 32, 65535];
