import type { EndpointState } from '../../core/contract/status';
import styles from './state-mark.module.css';

export type Mark = 'stopped' | 'running' | 'busy' | 'waiting' | 'failed';

export const markOf = (state: EndpointState): Mark => {
  switch (state.phase) {
    case 'listening':
    case 'connected':
    case 'open':
      return 'running';
    case 'starting':
    case 'stopping':
      return 'busy';
    case 'waiting':
      return 'waiting';
    case 'stopped':
      return state.failure === undefined ? 'stopped' : 'failed';
  }
};

/** The state as a shape (ring, disc, dashes, half disc, triangle), so that colour is never its only sign. */
export const StateMark = ({ mark }: { readonly mark: Mark }) => (
  <svg className={styles.mark} data-mark={mark} viewBox="0 0 10 10" aria-hidden="true" focusable="false">
    {mark === 'running' && <circle cx="5" cy="5" r="4" className={styles.full} />}
    {mark === 'stopped' && <circle cx="5" cy="5" r="3.25" />}
    {mark === 'busy' && <circle cx="5" cy="5" r="3.25" strokeDasharray="2.2 1.9" />}
    {mark === 'waiting' && (
      <>
        <circle cx="5" cy="5" r="3.25" />
        <path d="M5 1.75a3.25 3.25 0 0 1 0 6.5z" className={styles.full} />
      </>
    )}
    {mark === 'failed' && <path d="M5 .8 9.6 9H.4z" className={styles.full} />}
  </svg>
);
