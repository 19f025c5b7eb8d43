import type { ClientModel } from '../../model/catalog/client';
import { fernDefaults, fernOptions } from '../families/fern';
import { ownFetch } from '../families/fetch';
import { fetchFloor } from '../families/floor';

/** What is asked by a POST where the question is long (`contacts.search`, `companies.list`) is a question still. */
const reads: readonly string[] = [
  ...['find', 'listAllActivityLogs'].map((member) => `admins.${member}`),
  ...['list', 'find', 'search'].map((member) => `articles.${member}`),
  ...['retrieve', 'find', 'list', 'scroll', 'listAttachedContacts', 'listAttachedSegments'].map((member) => `companies.${member}`),
  ...[
    'find',
    'list',
    'search',
    'showContactByExternalId',
    'listAttachedCompanies',
    'listAttachedSegments',
    'listAttachedSubscriptions',
    'listAttachedTags',
  ].map((member) => `contacts.${member}`),
  ...['list', 'find', 'search'].map((member) => `conversations.${member}`),
  'dataAttributes.list',
  'events.list',
  'helpCenters.find',
  'helpCenters.list',
  'notes.find',
  'notes.list',
  'segments.find',
  'segments.list',
  'tags.find',
  'teams.find',
  'ticketTypes.get',
  'tickets.get',
  'tickets.search',
  'visitors.find',
];
/** These ask nothing, so that options stand first. */
const lists: readonly string[] = [
  'admins.identify',
  'admins.list',
  'subscriptionTypes.list',
  'tags.list',
  'teams.list',
  'ticketTypes.list',
];
const writes: readonly string[] = [
  'admins.away',
  ...['create', 'update', 'delete'].map((member) => `articles.${member}`),
  ...['createOrUpdate', 'update', 'delete', 'attachContact', 'detachContact'].map((member) => `companies.${member}`),
  ...[
    'create',
    'update',
    'delete',
    'archive',
    'unarchive',
    'blockContact',
    'mergeLeadInUser',
    'attachSubscription',
    'detachSubscription',
  ].map((member) => `contacts.${member}`),
  ...[
    'create',
    'update',
    'deleteConversation',
    'reply',
    'manage',
    'attachContactAsAdmin',
    'detachContactAsAdmin',
    'redactConversationPart',
    'convertToTicket',
    'runAssignmentRules',
  ].map((member) => `conversations.${member}`),
  'dataAttributes.create',
  'dataAttributes.update',
  'events.create',
  'events.summaries',
  'messages.create',
  'notes.create',
  'phoneCallRedirects.create',
  ...['create', 'delete', 'tagContact', 'untagContact', 'tagConversation', 'untagConversation', 'tagTicket', 'untagTicket'].map(
    (member) => `tags.${member}`,
  ),
  'ticketTypes.create',
  'ticketTypes.update',
  ...['create', 'update', 'reply', 'enqueueCreateTicket', 'deleteTicket'].map((member) => `tickets.${member}`),
  'visitors.update',
  'visitors.mergeToContact',
];
const sdk = { title: 'Intercom', timeoutMs: 20_000, versions: '>=7.0.0' };

export const intercomClient: ClientModel = {
  id: 'intercom-client',
  title: sdk.title,
  modules: ['intercom-client'],
  failure: 'throws',
  makes: [{ path: 'IntercomClient', options: ['arg[0]'] }],
  calls: [
    { paths: reads, on: ['instance'], options: ['arg[1]'], effect: 'read' },
    { paths: lists, on: ['instance'], options: ['arg[0]'], effect: 'read' },
    { paths: writes, on: ['instance'], options: ['arg[1]'], effect: 'write' },
  ],
  options: [...fernOptions(sdk), ownFetch],
  defaults: [
    ...fernDefaults(sdk),
    ...fetchFloor,
    { facet: 'opaque', versions: '<7.0.0', may: ['timeout', 'retry'], says: 'Intercom bounded its calls in other ways before version 7' },
  ],
  advice: 'new IntercomClient({ token, timeoutInSeconds: 10 })',
  evidence: [{ url: 'https://github.com/intercom/intercom-node', versions: '7.0.3', how: 'read' }],
};
