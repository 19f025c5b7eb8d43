import { once } from 'node:events';
import { type Fault, made, type Place, place } from './faults';
import { load } from './packages/load.mjs';

/** A broker of AMQP 1.0 as Azure has it: it takes any token and any link, and then (as `silent`) settles no message, or refuses each (as `503`). */
export async function amqp(fault: Fault): Promise<Place> {
  if (fault !== 'silent' && fault !== 503) return place(fault);
  const { default: rhea } = await load('rhea');
  const container = rhea.create_container();
  container.sasl_server_mechanisms.enable_anonymous();
  const start = performance.now();
  const came: number[] = [];
  const connections = new Set<Connection>();
  const answers = new WeakMap<Connection, Sender>();
  container.on('connection_open', ({ connection }: Context) => connections.add(connection));
  container.on('sender_open', ({ sender, connection }: Context) => {
    if (sender.source.address === '$cbs') answers.set(connection, sender);
  });
  container.on('message', ({ message, delivery, receiver, connection }: Context) => {
    if (receiver.target.address === '$cbs') {
      delivery.accept();
      const told = { 'status-code': 202, 'status-description': 'planned' };
      answers.get(connection)?.send({ correlation_id: message.message_id, application_properties: told, body: 'a' });
      return;
    }
    came.push(performance.now() - start);
    if (fault === 503) delivery.reject({ condition: 'amqp:internal-error', description: 'planned' });
  });
  for (const event of ['connection_error', 'session_error', 'receiver_error', 'sender_error', 'disconnected', 'error']) {
    container.on(event, () => {});
  }
  container.options.receiver_options = { autoaccept: false, credit_window: 100 };
  const server = container.listen({ port: 0, host: '127.0.0.1', receiver_options: { autoaccept: false, credit_window: 100 } });
  await once(server, 'listening');
  return made(server.address().port, came, () => {
    for (const { socket } of connections) socket?.destroy();
    server.close();
  });
}

interface Connection {
  readonly socket?: { readonly destroy: () => unknown };
}

interface Sender {
  readonly source: { readonly address?: string };
  readonly send: (message: object) => unknown;
}

interface Context {
  readonly connection: Connection;
  readonly sender: Sender;
  readonly receiver: { readonly target: { readonly address?: string } };
  readonly message: { readonly message_id: unknown };
  readonly delivery: { readonly accept: () => unknown; readonly reject: (why: object) => unknown };
}
