import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';

interface HintProps {
  /** Null: no tooltip. */
  readonly label: string | null | undefined;
  readonly children: ReactElement;
}

/** A tooltip that may have nothing to say. */
export const Hint = ({ label, children }: HintProps) => (
  <Tooltip label={label ?? ''} disabled={label === null || label === undefined || label === ''}>
    {children}
  </Tooltip>
);
