// Draws icon.png, 256 by 256: waves that come in high on the left, a wall, and still water behind it.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { crc32, deflateSync } from 'node:zlib';

const size = 256;
const fine = 4;

writeFileSync(fileURLToPath(new URL('icon.png', import.meta.url)), png(size, pixels()));

/** Each pixel is the mean of 16 points, which smooths every edge. */
function pixels() {
  const out = Buffer.alloc(size * size * 4);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const sum = [0, 0, 0, 0];
      for (let i = 0; i < fine * fine; i++) {
        const [r, g, b, a] = colour(x + ((i % fine) + 0.5) / fine, y + (Math.floor(i / fine) + 0.5) / fine);
        sum[0] += r * a;
        sum[1] += g * a;
        sum[2] += b * a;
        sum[3] += a;
      }
      const at = (y * size + x) * 4;
      for (let c = 0; c < 3; c++) out[at + c] = sum[3] === 0 ? 0 : Math.round(sum[c] / sum[3]);
      out[at + 3] = Math.round((255 * sum[3]) / (fine * fine));
    }
  }
  return out;
}

function colour(x, y) {
  if (outside(x, y)) return [0, 0, 0, 0];
  const sky = mix([11, 42, 63], [24, 78, 105], y / size);
  const wall = stone(x, y);
  if (wall !== undefined) return [...wall, 1];
  const seaward = x < 146;
  const levels = seaward ? [96, 132, 168] : [168, 182, 198];
  const shades = seaward ? [[64, 160, 190], [38, 120, 158], [20, 86, 124]] : [[64, 160, 190], [38, 120, 158], [20, 86, 124]];
  for (let i = levels.length - 1; i >= 0; i--) {
    const height = seaward ? 15 + 9 * Math.sin(x / 60) : 1.5;
    const surface = levels[i] + height * Math.sin(x / (seaward ? 17 : 11) + i * 1.9);
    if (y > surface) return [...(y < surface + 5 ? mix(shades[i], [255, 255, 255], seaward ? 0.75 : 0.35) : shades[i]), 1];
  }
  return [...sky, 1];
}

/** A square with round corners. */
function outside(x, y) {
  const round = 48;
  const dx = Math.max(round - x, x - (size - round), 0);
  const dy = Math.max(round - y, y - (size - round), 0);
  return dx * dx + dy * dy > round * round;
}

/** The wall: courses of stones that lean a little, wider below. */
function stone(x, y) {
  const top = 62;
  if (y < top) return undefined;
  const half = 15 + (y - top) * 0.13;
  const away = x - 150;
  if (Math.abs(away) > half) return undefined;
  const course = Math.floor((y - top) / 26);
  const inCourse = (y - top) % 26;
  const shift = course % 2 === 0 ? 0 : half / 2;
  const along = (((away + half + shift) % half) + half) % half;
  if (inCourse < 2.4 || along < 2.4) return [120, 104, 84];
  return mix([244, 224, 186], [214, 184, 136], Math.min(1, Math.max(0, (away + half) / (2 * half))));
}

function mix(a, b, t) {
  return a.map((v, i) => v + (b[i] - v) * t);
}

function png(side, rgba) {
  const rows = Buffer.alloc(side * (side * 4 + 1));
  for (let y = 0; y < side; y++) rgba.copy(rows, y * (side * 4 + 1) + 1, y * side * 4, (y + 1) * side * 4);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows, { level: 9 })), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const out = Buffer.alloc(body.length + 8);
  out.writeUInt32BE(data.length, 0);
  body.copy(out, 4);
  out.writeUInt32BE(crc32(body), body.length + 4);
  return out;
}
