import { useSettings } from '../state/settings';
import styles from './keys.module.css';
import { keyNames } from './shortcut';

/** A shortcut as the keyboard of this system names its keys. */
export const Keys = ({ keys }: { readonly keys: string }) => {
  const mac = useSettings(({ platform }) => platform === 'darwin');
  return <kbd className={styles.keys}>{keyNames(keys, mac)}</kbd>;
};
