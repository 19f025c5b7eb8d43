import type { ClientModel } from '../../model/catalog/client';

export const nodemailer: ClientModel = {
  id: 'nodemailer',
  title: 'Nodemailer',
  modules: ['nodemailer'],
  failure: 'throws',
  makes: [{ path: 'createTransport', options: ['arg[0]'], types: ['Transporter'] }],
  calls: [
    { paths: ['sendMail'], on: ['instance'], effect: 'write' },
    { paths: ['verify'], on: ['instance'], effect: 'read' },
  ],
  options: [
    { option: 'connectionTimeout', at: 'instance', sets: 'timeout', covers: 'connect', same: [0] },
    { option: 'greetingTimeout', at: 'instance', sets: 'timeout', covers: 'headers', same: [0] },
    // It counts silence on the socket; a mail server that stops answering is what hangs in practice.
    { option: 'socketTimeout', at: 'instance', sets: 'timeout', same: [0] },
  ],
  defaults: [
    { facet: 'timeout', covers: 'connect', ms: 120_000, says: 'Nodemailer gives up connecting after 2 minutes' },
    { facet: 'timeout', covers: 'headers', ms: 30_000, says: 'Nodemailer waits 30 s for the greeting of the mail server' },
    { facet: 'timeout', covers: 'attempt', ms: 600_000, says: 'Nodemailer gives up a silent mail server after 10 minutes' },
  ],
  advice: 'nodemailer.createTransport({ host, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 })',
  evidence: [{ url: 'https://nodemailer.com/smtp', versions: '10.6.0', how: 'read' }],
};
