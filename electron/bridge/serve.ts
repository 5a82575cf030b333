import { ipcMain, type WebContents } from 'electron';
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

export interface ServeDeps {
  readonly handlers: Handlers;
  /** The one page that may ask: its contents and its origin. */
  readonly trusted: () => WebContents | null;
  readonly origin: string;
  /** An error that no handler expected, for the log on stderr. */
  readonly report: (request: string, error: unknown) => void;
}

/**
 * Answers one request: checks the argument, runs the handler, turns what it throws into a value. Apart from
 * Electron, so that a test can hand it malformed arguments.
 */
export const answer = async (
  handlers: Handlers,
  name: RequestName,
  argument: unknown,
  report: ServeDeps['report'],
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

/** Registers every request of the contract. Only the main frame of the trusted page, on its own origin, is heard. */
export const serve = ({ handlers, trusted, origin, report }: ServeDeps): void => {
  for (const name of Object.keys(requestSchemas) as RequestName[]) {
    ipcMain.handle(name, (event, argument: unknown, ...rest: unknown[]) => {
      const frame = event.senderFrame;
      const page = trusted();
      const known =
        page !== null &&
        event.sender === page &&
        frame !== null &&
        frame === page.mainFrame &&
        frame.origin === origin;
      if (!known || rest.length > 0) return fail({ code: 'EBADREQUEST', params: { request: name } });
      return answer(handlers, name, argument, report);
    });
  }
};
