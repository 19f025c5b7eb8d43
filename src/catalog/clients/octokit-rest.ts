import type { ClientModel } from '../../model/catalog';
import { plainOctokit } from '../families/octokit';

export const octokitRest: ClientModel = plainOctokit('@octokit/rest', 'https://octokit.github.io/rest.js', '22.0.1');
