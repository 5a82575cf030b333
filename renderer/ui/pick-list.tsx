import { Combobox, useCombobox } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { OWN_CLICKS } from './own-clicks';
import styles from './pick-list.module.css';
import { Tip } from './tip';

export interface PickChoice {
  readonly value: string;
  readonly label: string;
  /** Said beside the label, in the list only. */
  readonly note?: string;
}

interface PickListProps<V extends string> {
  /** The accessible name. */
  readonly label: string;
  readonly choices: readonly (PickChoice & { readonly value: V })[];
  readonly value: V;
  readonly onChange: (value: V) => void;
  /** What the closed control shows, when not the chosen label. */
  readonly shown?: string;
  /** The list is about to be shown: a chance to ask for it afresh. */
  readonly onOpen?: () => void;
  /** Fills its row, as in a form. */
  readonly wide?: boolean;
  readonly disabled?: boolean;
  /** The id of what explains it. */
  readonly describedBy?: string | undefined;
}

/** Chooses one of a list. */
export const PickList = <V extends string>({
  label,
  choices,
  value,
  onChange,
  shown,
  onOpen,
  wide = false,
  disabled = false,
  describedBy,
}: PickListProps<V>) => {
  const combobox = useCombobox({
    onDropdownOpen: () => onOpen?.(),
    onDropdownClose: () => combobox.resetSelectedOption(),
  });
  const chosen = choices.find((choice) => choice.value === value);
  return (
    <Combobox
      store={combobox}
      width={wide ? 'target' : 'max-content'}
      position="bottom-start"
      onOptionSubmit={(submitted) => {
        const choice = choices.find((candidate) => candidate.value === submitted);
        if (choice !== undefined) onChange(choice.value);
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target targetType="button" withExpandedAttribute>
        <button
          type="button"
          className={styles.pick}
          data-wide={wide}
          aria-label={label}
          aria-describedby={describedBy}
          disabled={disabled}
          onClick={() => combobox.toggleDropdown()}
          onBlur={() => combobox.closeDropdown()}
        >
          <Tip label={combobox.dropdownOpened ? null : label}>
            <span className={styles.shown}>{shown ?? chosen?.label ?? value}</span>
          </Tip>
          <IconChevronDown size={12} stroke={2} className={styles.chevron} aria-hidden />
        </button>
      </Combobox.Target>
      <Combobox.Dropdown className={styles.dropdown} {...OWN_CLICKS}>
        <Combobox.Options aria-label={label} className={styles.options}>
          {choices.map((choice) => (
            <Combobox.Option
              key={choice.value}
              value={choice.value}
              active={choice.value === value}
              aria-selected={choice.value === value}
              className={styles.option}
            >
              <span>{choice.label}</span>
              {choice.note !== undefined && <span className={styles.note}>{choice.note}</span>}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
};
