import type { PortholeBridge } from '../../core/contract/bridge';
import type { WindowEventName, WindowEvents } from '../../core/contract/events';
import type { RequestAnswers, RequestArgument, RequestName } from '../../core/contract/requests';
import { fail, type Result } from '../../core/contract/result';

declare global {
  interface Window {
    readonly porthole: PortholeBridge;
  }
}

type Argument<N extends RequestName> =
  undefined extends RequestArgument<N> ? readonly [] : readonly [argument: RequestArgument<N>];

/**
 * Asks the main process. Never rejects: what goes wrong on the way (a refused sender, a malformed argument) is a
 * failure with the code EUNEXPECTED.
 */
export const ask = async <N extends RequestName>(
  name: N,
  ...argument: Argument<N>
): Promise<Result<RequestAnswers[N]>> => {
  // TypeScript does not see that a mapped type looked up by N takes the argument of N.
  const request = window.porthole.request[name] as (
    ...given: Argument<N>
  ) => Promise<Result<RequestAnswers[N]>>;
  try {
    return await request(...argument);
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return fail({ code: 'EUNEXPECTED', params: { request: name, detail }, detail });
  }
};

/** Listens to what the main process tells unasked; answers with the unsubscribe. */
export const listen = <E extends WindowEventName>(
  name: E,
  listener: (payload: WindowEvents[E]) => void,
): (() => void) => window.porthole.on[name](listener);
