import type { ClientModel } from '../../model/catalog/client';
import { plainOctokit } from '../families/octokit';

export const octokitCore: ClientModel = plainOctokit('@octokit/core', '4.0.0', 'https://github.com/octokit/core.js#options', '7.0.8');
