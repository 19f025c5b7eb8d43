import type { CallModel, ClientModel } from '../../model/catalog/client';
import { noTimeout } from '../families/floor';

const under = (group: string, names: string): readonly string[] => names.split(' ').map((name) => `v2.${group}.${name}`);

const streams = under('uploader', 'upload_stream upload_chunked_stream');
const files = under('uploader', 'upload upload_large upload_chunked');
const changes = under('uploader', 'explicit destroy text explode multi generate_sprite remove_all_tags remove_all_context');
const furtherChanges = under('uploader', 'unsigned_upload rename add_tag remove_tag replace_tag add_context update_metadata');
const archives = under('uploader', 'create_archive create_zip');
const uploads = [...streams, ...files, ...changes, ...furtherChanges, ...archives];

const lists = under('api', 'ping usage resource_types resources tags transformations upload_presets root_folders upload_mappings');
const questions = under(
  'api',
  'resource resource_by_asset_id resources_by_ids resources_by_asset_ids resources_by_asset_folder resources_by_tag resources_by_moderation transformation upload_preset sub_folders upload_mapping list_metadata_fields metadata_field_by_field_id visual_search',
);
const furtherQuestions = under('api', 'resources_by_context');
const orders = under(
  'api',
  'update restore delete_resources delete_resources_by_prefix delete_resources_by_tag delete_resources_by_asset_ids delete_derived_resources delete_transformation delete_upload_preset update_upload_preset create_folder delete_folder delete_upload_mapping update_upload_mapping create_upload_mapping publish_by_ids publish_by_tag publish_by_prefix add_metadata_field delete_metadata_field',
);
const furtherOrders = under('api', 'update_transformation create_transformation rename_folder update_metadata_field add_related_assets');
const administration = [...lists, ...questions, ...furtherQuestions, ...orders, ...furtherOrders];

const call = (paths: readonly string[], options: 0 | 1 | 2, more: Pick<CallModel, 'effect' | 'traits'>): CallModel => ({
  paths,
  on: ['module'],
  options: [`arg[${options}]`],
  ...more,
});

/** Uploads end after a minute of silence. What asks the administration only notes that the minute is over. */
export const cloudinary: ClientModel = {
  id: 'cloudinary',
  title: 'Cloudinary',
  modules: ['cloudinary'],
  failure: 'throws',
  makes: [
    { path: 'v2.search.expression', kind: 'search' },
    ...['expression', 'sort_by', 'max_results', 'next_cursor', 'aggregate', 'with_field', 'fields'].map((path) => ({
      path,
      on: ['search'],
      kind: 'search',
    })),
  ],
  calls: [
    call(streams, 0, { effect: 'write', traits: ['slow', 'emitter'] }),
    call(files, 1, { effect: 'write', traits: ['slow'] }),
    call(changes, 1, { effect: 'write' }),
    call(furtherChanges, 2, { effect: 'write' }),
    call(archives, 0, { effect: 'write', traits: ['slow'] }),
    call(lists, 0, { effect: 'read' }),
    call(questions, 1, { effect: 'read' }),
    call(furtherQuestions, 2, { effect: 'read' }),
    call(orders, 1, { effect: 'write' }),
    call(furtherOrders, 2, { effect: 'write' }),
    { paths: ['execute'], on: ['search'], options: ['arg[0]'], effect: 'read' },
  ],
  options: [
    // The clock starts when the connection stands, and anew with every byte.
    { option: 'timeout', at: 'call', on: uploads, sets: 'timeout', covers: 'idle', off: [0] },
    {
      option: 'timeout',
      at: 'call',
      on: [...administration, 'search'],
      sets: 'timeout',
      ignored: 'Cloudinary ends no request to its administration: nobody hears that its `timeout` is over',
    },
    { option: 'agent', at: 'call', sets: 'agent' },
  ],
  defaults: [
    { facet: 'timeout', on: uploads, covers: 'idle', ms: 60_000, says: 'Cloudinary gives up an upload after 60 s of silence' },
    { ...noTimeout('Cloudinary ends no request to its administration, though it sets a timer of 60 s'), on: [...administration, 'search'] },
  ],
  advice: 'cloudinary.uploader.upload(file, { timeout: 30_000 })',
  evidence: [{ url: 'https://github.com/cloudinary/cloudinary_npm', versions: '2.11.0', how: 'read' }],
};
