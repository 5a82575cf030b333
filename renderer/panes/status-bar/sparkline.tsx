import { useEffect, useState } from 'react';
import { usePulse } from '../../state/pulse';
import { sparkPoints } from './spark-points';
import styles from './status-bar.module.css';

const SAMPLES = 45;
const SAMPLE_MS = 1000;

/** Bytes a second, in and out together, over the last minute or so. */
export const Sparkline = () => {
  const [samples, setSamples] = useState<readonly number[]>(() => Array.from({ length: SAMPLES }, () => 0));
  useEffect(() => {
    const timer = setInterval(() => {
      const { bytesInPerSecond, bytesOutPerSecond } = usePulse.getState().capture;
      setSamples((before) => [...before.slice(1), bytesInPerSecond + bytesOutPerSecond]);
    }, SAMPLE_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <svg
      className={styles.spark}
      viewBox="0 0 90 14"
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <polyline points={sparkPoints(samples, 90, 14)} />
    </svg>
  );
};
