import { type ReactNode, useEffect, useRef } from 'react';
import { Group, type Layout, Panel, Separator, useGroupRef } from 'react-resizable-panels';
import { updateSettings, useSettings } from '../state/settings';
import styles from './split.module.css';

interface Side {
  readonly id: string;
  readonly content: ReactNode;
  /** Percent of the whole, when nothing is kept; may change with the window. */
  readonly share: number;
  /** The least that it can be dragged to, in pixels. */
  readonly least: number;
  /** It is a rail of this many pixels now and cannot be dragged; 0: it is not there at all. */
  readonly rail: number | null;
}

interface SplitProps {
  /** Under this name the sizes are kept in the settings. */
  readonly id: string;
  readonly orientation: 'horizontal' | 'vertical';
  /** What the border between the two is called. */
  readonly label: string;
  readonly sides: readonly [Side, Side];
}

const keep = (id: string, layout: Layout): void => {
  const kept = useSettings.getState().settings.layout;
  void updateSettings({ layout: { ...kept, [id]: layout } });
};

/** Two sides with a border that drags (and answers to arrow keys); the sizes come back with the window. */
export const Split = ({ id, orientation, label, sides }: SplitProps) => {
  const group = useGroupRef();
  const initial = useRef(useSettings.getState().settings.layout[id]).current;
  const folded = sides.some(({ rail }) => rail !== null);
  const wasFolded = useRef(folded);

  useEffect(() => {
    if (wasFolded.current && !folded) {
      const kept = useSettings.getState().settings.layout[id];
      group.current?.setLayout(kept ?? Object.fromEntries(sides.map((side) => [side.id, side.share])));
    }
    wasFolded.current = folded;
  }, [folded, group, id, sides]);

  const [first, second] = sides;
  const share = useRef(first.share);
  useEffect(() => {
    if (share.current === first.share || folded) return;
    share.current = first.share;
    // What a person dragged stays; a share that nobody chose may follow the window.
    if (useSettings.getState().settings.layout[id] !== undefined) return;
    group.current?.setLayout({ [first.id]: first.share, [second.id]: second.share });
  });

  const panel = ({ id: panelId, content, share, least, rail }: Side) => (
    <Panel
      id={panelId}
      // The library makes every panel scroll; here what is inside of a pane does.
      style={{ overflow: 'hidden' }}
      defaultSize={`${initial?.[panelId] ?? share}%`}
      minSize={`${rail ?? least}px`}
      maxSize={rail === null ? '100%' : `${rail}px`}
    >
      {content}
    </Panel>
  );
  return (
    <Group
      id={id}
      groupRef={group}
      orientation={orientation}
      className={styles.group}
      {...(initial !== undefined && { defaultLayout: initial })}
      onLayoutChanged={(layout, { isUserInteraction, requestedLayout }) => {
        if (isUserInteraction) keep(id, requestedLayout ?? layout);
      }}
    >
      {panel(first)}
      <Separator
        className={styles.separator}
        data-gone={sides.some(({ rail }) => rail === 0)}
        disabled={folded}
        aria-label={label}
      />
      {panel(second)}
    </Group>
  );
};
