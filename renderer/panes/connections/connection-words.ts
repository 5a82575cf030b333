import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectionState } from '../../../core/contract/status';
import { useFormats } from '../../ui/format';

/** What rows of connections are written with: looked up once, for all rows and until the language changes. */
export interface ConnectionWords {
  readonly state: Readonly<Record<ConnectionState, string>>;
  readonly paused: string;
  readonly messages: (number: number) => string;
  /** Of a UDP peer, in and out. */
  readonly datagrams: (received: number, sent: number) => string;
  readonly bytes: (bytes: number) => string;
}

export const useConnectionWords = (): ConnectionWords => {
  const { t } = useTranslation('connections');
  const { bytes, count } = useFormats();
  return useMemo(
    () => ({
      state: {
        open: t('stateOpen'),
        securing: t('stateSecuring'),
        peerFinished: t('statePeerFinished'),
        halfClosed: t('stateHalfClosed'),
        closing: t('stateClosing'),
      },
      paused: t('statePaused'),
      messages: (number) => t('messages', { count: number, shown: count(number) }),
      datagrams: (received, sent) => t('datagramCounts', { in: count(received), out: count(sent) }),
      bytes,
    }),
    [t, bytes, count],
  );
};
