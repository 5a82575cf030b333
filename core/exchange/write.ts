import { asCurl, asHexDump, asNc, asSocat } from './commands';
import { type Exchange, type ExchangeForm, isPipe } from './exchange';
import { asC, asNode, asPython } from './scripts';

/**
 * A conversation as a program or a command that has it again; null where the form does not fit: curl needs HTTP, and
 * pipes of Windows are reached by Node alone.
 */
export const writeExchange = (exchange: Exchange, form: ExchangeForm): string | null => {
  if (isPipe(exchange) && form !== 'node' && form !== 'hexDump') return null;
  switch (form) {
    case 'python':
      return asPython(exchange);
    case 'node':
      return asNode(exchange);
    case 'c':
      return asC(exchange);
    case 'nc':
      return asNc(exchange);
    case 'socat':
      return asSocat(exchange);
    case 'curl':
      return asCurl(exchange);
    case 'hexDump':
      return asHexDump(exchange.messages.map(({ bytes }) => bytes));
  }
};
