import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:https';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type TLSSocket } from 'node:tls';
import { type Fault, type Place, place } from './faults';
import type { Manner } from './table';

/** A key and a certificate for loopback, signed by itself and made when first asked for. */
export interface Identity {
  readonly key: string;
  readonly cert: string;
}

let own: Identity | undefined;

export function identity(): Identity {
  if (own !== undefined) return own;
  const folder = mkdtempSync(join(tmpdir(), 'evidence-tls-'));
  try {
    const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-days', '2'];
    execFileSync('openssl', ['req', '-x509', ...curve, '-keyout', key, '-out', cert, ...subject], { stdio: 'ignore' });
    own = { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
    return own;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An agent that takes the certificate, and tells when it connects. */
export function heardAgent(heard: () => void): Agent {
  const agent = new Agent({ rejectUnauthorized: false });
  const { createConnection } = agent;
  agent.createConnection = (...rest) => {
    heard();
    return createConnection.apply(agent, rest);
  };
  return agent;
}

/** How the row of an agent for TLS is run. */
export const agentOverTls: Manner = { place: secured(), value: (_: unknown, heard: () => void) => heardAgent(heard) };

/** Makes a place behind TLS, with every fault of the one within; who never accepts, or never says a word, shakes no hands either. */
export function secured(within: (fault: Fault) => Promise<Place> = place): (fault: Fault) => Promise<Place> {
  return async (fault) => {
    const inner = await within(fault);
    if (fault === 'hole' || fault === 'refused' || fault === 'mute' || fault === 'dropped') return behind(inner, inner.port);
    const sockets = new Set<TLSSocket>();
    const server = createServer(identity(), (near) => {
      sockets.add(near);
      const far = connect(inner.port, inner.host);
      near.on('error', () => {});
      far.on('error', () => near.destroy());
      near.on('close', () => far.destroy());
      far.on('close', () => near.destroy());
      near.pipe(far).pipe(near);
    });
    server.on('tlsClientError', () => {});
    server.listen(0, inner.host);
    await once(server, 'listening');
    const close = async (): Promise<void> => {
      await inner.close();
      for (const socket of sockets) socket.destroy();
      server.close();
    };
    return { ...behind(inner, (server.address() as AddressInfo).port), close };
  };
}

/** The same place under its other address; who left is counted within. */
function behind(inner: Place, port: number): Place {
  return {
    ...inner,
    port,
    url: `https://${inner.host}:${port}`,
    get left() {
      return inner.left;
    },
    set left(count) {
      inner.left = count;
    },
  };
}
