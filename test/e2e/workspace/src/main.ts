import { first, second } from './two';
import * as unopened from './unopened';

export const start = async () => [await first(), await second(), unopened];
