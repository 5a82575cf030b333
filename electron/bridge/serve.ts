import { ipcMain, type WebContents } from 'electron';
import { type RequestName, requestSchemas } from '../../core/contract/requests';
import { fail } from '../../core/contract/result';
import { answer, type Handlers } from './answer';

export interface ServeDeps {
  readonly handlers: Handlers;
  /** The one page that may ask: its contents and its origin. */
  readonly trusted: () => WebContents | null;
  readonly origin: string;
  /** An error that no handler expected, for the log on stderr. */
  readonly report: (request: string, error: unknown) => void;
}

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
