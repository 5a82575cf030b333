import { useEffect, useState } from 'react';
import { GRANTED_OPTIONS, type Granted, type GrantedKey } from '../../core/contract/granted';
import { ask } from '../state/bridge';
import { keepSame } from '../state/same';

/** What an option was set to is shown by then, in ms. */
const INTERVAL_MS = 500;

const NOTHING: Granted = {};

/**
 * Socket options as the system has them (getsockopt), asked again and again while they are looked at: of a connection,
 * or of an endpoint's own socket together with its newest connection.
 */
export const useGranted = (id: string, connection: number | null, looking: boolean): Granted => {
  const [granted, setGranted] = useState(NOTHING);
  useEffect(() => {
    setGranted(NOTHING);
    if (!looking) return;
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const load = async (): Promise<void> => {
      const answer = await ask('endpoint.granted', { id, connection });
      if (over) return;
      if (answer.ok) setGranted((before) => keepSame(before, answer.value));
      timer = setTimeout(() => void load(), INTERVAL_MS);
    };
    void load();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [id, connection, looking]);
  return granted;
};

export const isGrantedKey = (key: string): key is GrantedKey => Object.hasOwn(GRANTED_OPTIONS, key);
