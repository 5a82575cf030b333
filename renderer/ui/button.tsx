import type { Icon } from '@tabler/icons-react';
import type { ButtonHTMLAttributes, Ref } from 'react';
import styles from './button.module.css';
import { Tip } from './tip';

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'className' | 'type'>;

interface ButtonProps extends Native {
  readonly look?: 'plain' | 'primary' | 'danger' | 'quiet';
  readonly icon?: Icon;
  /** Said in a tooltip, beside the text. */
  readonly hint?: string | undefined;
  readonly ref?: Ref<HTMLButtonElement>;
}

export const Button = ({ look = 'plain', icon: Glyph, hint, children, ...native }: ButtonProps) => {
  const button = (
    <button {...native} type="button" className={styles.button} data-look={look}>
      {Glyph !== undefined && <Glyph size={14} stroke={1.9} aria-hidden />}
      {children}
    </button>
  );
  return hint === undefined ? button : <Tip label={hint}>{button}</Tip>;
};

interface IconButtonProps extends Omit<Native, 'children'> {
  readonly icon: Icon;
  /** The accessible name, shown as a tooltip. */
  readonly label: string;
  /** Longer than the name; replaces it in the tooltip. */
  readonly hint?: string | undefined;
  /** Shown beside the icon where the pane is wide enough; a part of the label. */
  readonly word?: string | undefined;
  /** Smaller, for rows of a table. */
  readonly small?: boolean;
  /** Without a border. */
  readonly quiet?: boolean;
  readonly ref?: Ref<HTMLButtonElement>;
}

export const IconButton = ({
  icon: Glyph,
  label,
  hint,
  word,
  small = false,
  quiet = false,
  ...native
}: IconButtonProps) => (
  <Tip label={native['aria-expanded'] === true ? null : (hint ?? label)}>
    <button
      {...native}
      type="button"
      className={styles.icon}
      aria-label={label}
      data-small={small}
      data-worded={word !== undefined}
      data-look={quiet ? 'quiet' : 'plain'}
    >
      <Glyph size={small ? 14 : 15} stroke={1.8} aria-hidden />
      {word !== undefined && <span className={styles.word}>{word}</span>}
    </button>
  </Tip>
);
