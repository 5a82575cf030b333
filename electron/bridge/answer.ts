import {
  type RequestAnswers,
  type RequestArgument,
  type RequestName,
  requestSchemas,
} from '../../core/contract/requests';
import { fail, type Result } from '../../core/contract/result';

/** One function per request. What it is given has passed the request's schema. */
export type Handlers = {
  readonly [N in RequestName]: (
    argument: RequestArgument<N>,
  ) => Result<RequestAnswers[N]> | Promise<Result<RequestAnswers[N]>>;
};

/** The handlers of one room of requests, by what the room answers. */
export type RoomHandlers<Answers> = Pick<Handlers, keyof Answers & RequestName>;

/**
 * Answers one request: checks the argument, runs the handler, and turns what it throws into a value.
 */
export const answer = async (
  handlers: Handlers,
  name: RequestName,
  argument: unknown,
  report: (request: string, error: unknown) => void,
): Promise<Result<unknown>> => {
  const parsed = requestSchemas[name].safeParse(argument);
  if (!parsed.success) {
    const detail = parsed.error.issues[0]?.message ?? '';
    return fail({ code: 'EBADREQUEST', params: { request: name }, detail });
  }
  try {
    // The schema has just proved that the argument fits this handler; the map's type cannot say so.
    return await (handlers[name] as (argument: unknown) => Promise<Result<unknown>>)(parsed.data);
  } catch (error) {
    report(name, error);
    return fail({ code: 'EUNEXPECTED', params: { request: name }, detail: String(error) });
  }
};
