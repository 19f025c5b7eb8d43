import type { ClientModel } from '../../model/catalog/client';
import { plainOctokit } from '../families/octokit';

export const octokitRest: ClientModel = plainOctokit('@octokit/rest', '19.0.0', 'https://octokit.github.io/rest.js', '22.0.1');
