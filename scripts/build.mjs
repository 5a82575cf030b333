import { build } from './build/build.mjs';
import { exitWith } from './lib/explained.mjs';

await exitWith(() => build());
