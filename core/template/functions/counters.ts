import type { TemplateFunction } from '../arguments';
import { numberValue } from '../value';

const MAX = Number.MAX_SAFE_INTEGER;

/** Name of a counter that was given none. */
const UNNAMED = 'counter';

export const COUNTER_FUNCTIONS: readonly TemplateFunction[] = [
  {
    name: 'counter',
    gives: 'number',
    parameters: [
      { name: 'name', takes: 'name' },
      { name: 'start', takes: 'constant' },
      { name: 'step', takes: 'constant' },
      { name: 'width', takes: 'constant' },
      { name: 'radix', takes: 'constant' },
    ],
    build: (args) => {
      const described = args.has('start') || args.has('step');
      const index = args.builder.counter(args.name('name', UNNAMED), args.place, {
        start: args.whole('start', 1, -MAX, MAX),
        step: args.whole('step', 1, -MAX, MAX),
        described,
      });
      return numberValue(args.place, (run) => run.counter(index), {
        wraps: true,
        width: args.whole('width', 0, 0, 100),
        radix: args.whole('radix', 10, 2, 36),
      });
    },
  },
];
