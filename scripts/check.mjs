// npm run check: format, lint, types, import arrows.
import { check } from './check/check.mjs';
import { exitWith } from './lib/explained.mjs';

await exitWith(async () => ((await check()) ? 0 : 1));
