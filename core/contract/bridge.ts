import type { WindowEventName, WindowEvents } from './events';
import type { RequestAnswers, RequestArgument, RequestName } from './requests';
import type { Result } from './result';

type RequestFunction<N extends RequestName> =
  undefined extends RequestArgument<N>
    ? () => Promise<Result<RequestAnswers[N]>>
    : (argument: RequestArgument<N>) => Promise<Result<RequestAnswers[N]>>;

/** `window.porthole`: one function per request and one per event, frozen; no generic channel. */
export interface PortholeBridge {
  readonly request: { readonly [N in RequestName]: RequestFunction<N> };
  /** Each answers with the unsubscribe. */
  readonly on: {
    readonly [E in WindowEventName]: (listener: (payload: WindowEvents[E]) => void) => () => void;
  };
}
