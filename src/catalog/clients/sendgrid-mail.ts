import type { ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

export const sendgridMail: ClientModel = {
  id: '@sendgrid/mail',
  title: 'SendGrid',
  modules: ['@sendgrid/mail', '@sendgrid/client'],
  failure: 'throws',
  makes: [
    { path: 'MailService', types: ['MailService'] },
    { path: 'Client', types: ['Client'] },
  ],
  calls: [
    { paths: ['send', 'sendMultiple'], effect: 'write' },
    { paths: ['request'], options: ['arg[0]'], effect: { method: ['arg[0].method'], otherwise: 'read' }, target: 'arg[0].url' },
  ],
  options: [{ option: 'timeout', at: 'instance', sets: 'timeout', off: [0] }],
  chains: [{ member: 'setTimeout', as: 'timeout', at: 'instance' }],
  defaults: [noTimeout('SendGrid has no timeout unless `setTimeout` is called')],
  advice: 'sgMail.setTimeout(10_000)',
  evidence: [{ url: 'https://github.com/sendgrid/sendgrid-nodejs', versions: '8.1.6', how: 'read' }],
};
