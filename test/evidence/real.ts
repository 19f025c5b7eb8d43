import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** Real servers from the system's own packages, each on a free port of loopback and with a folder of its own. */
export interface Server {
  readonly port: number;
  readonly stop: () => void;
}

/** Where a program lies: on the path, or where Debian keeps the programs of PostgreSQL. */
export function programOf(name: string): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).map((version) => join(debian, version, 'bin')) : [];
  return [...versions, ...(process.env.PATH ?? '').split(delimiter)].map((folder) => join(folder, name)).find((path) => existsSync(path));
}

export async function redisServer(program: string): Promise<Server> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'evidence-redis-'));
  const child = spawn(program, ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder], {
    stdio: 'ignore',
  });
  await answering(port);
  return { port, stop: () => gone(child, folder) };
}

/** PostgreSQL refuses to run as root, so it runs as the user that its package has made. */
export async function postgresServer(program: string, initdb: string): Promise<Server> {
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'evidence-postgres-'));
  const owner = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  if (owner.uid !== undefined) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  execFileSync(initdb, ['-D', data, '-U', 'u', '-A', 'trust', '--no-sync', '-E', 'UTF8', '--locale', 'C'], {
    ...owner,
    cwd: folder,
    stdio: 'ignore',
  });
  const settings = ['-c', 'fsync=off', '-c', `unix_socket_directories=${folder}`, '-c', 'listen_addresses=127.0.0.1'];
  const child = spawn(program, ['-D', data, '-p', String(port), ...settings], { ...owner, cwd: folder, stdio: 'ignore' });
  await answering(port);
  return { port, stop: () => gone(child, folder) };
}

const idOf = (what: '-u' | '-g'): number => Number(execFileSync('id', [what, 'postgres'], { encoding: 'utf8' }));

function gone(child: ReturnType<typeof spawn>, folder: string): void {
  child.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  child.kill('SIGKILL');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

async function answering(port: number): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const socket = connect(port, '127.0.0.1');
    const open = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    socket.destroy();
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`nobody answers at port ${port}`);
}

/** A wire to a real server that is cut once: the server gets the words and does what they say, the answer is lost. */
export interface Wire {
  readonly port: number;
  /** How often the words went through. */
  sent: number;
  readonly close: () => void;
}

export async function cutOnce(to: number, words: string): Promise<Wire> {
  const sockets = new Set<Socket>();
  let armed = true;
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    let doomed = false;
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {});
    }
    near.on('data', (data) => {
      if (data.toString('latin1').toLowerCase().includes(words)) {
        wire.sent += 1;
        doomed = armed;
        armed = false;
      }
      far.write(data);
    });
    far.on('data', (data) => {
      if (doomed) near.destroy();
      else near.write(data);
    });
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const wire: Wire = {
    port: (server.address() as AddressInfo).port,
    sent: 0,
    close: () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
  return wire;
}
