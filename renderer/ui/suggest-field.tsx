import { Combobox, useCombobox } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ComponentProps } from 'react';
import { Field } from './field';
import { OWN_CLICKS } from './own-clicks';
import type { PickChoice } from './pick-list';
import pick from './pick-list.module.css';
import styles from './suggest-field.module.css';

interface SuggestFieldProps extends Omit<ComponentProps<typeof Field>, 'after' | 'onSelect'> {
  /** What the list of suggestions is called. */
  readonly listLabel: string;
  readonly choices: readonly PickChoice[];
  /** The list is about to be shown: a chance to ask for it afresh. */
  readonly onOpen?: () => void;
}

/** A text field with suggestions; any other text is as good. */
export const SuggestField = ({ listLabel, choices, onOpen, locked = null, ...field }: SuggestFieldProps) => {
  const combobox = useCombobox({
    onDropdownOpen: () => onOpen?.(),
    onDropdownClose: () => combobox.resetSelectedOption(),
  });
  return (
    <Combobox
      store={combobox}
      width="max-content"
      position="bottom-start"
      readOnly={locked !== null}
      onOptionSubmit={(value) => {
        field.onChange(value);
        combobox.closeDropdown();
      }}
    >
      <Combobox.DropdownTarget>
        <div className={styles.whole} style={field.width === undefined ? undefined : { width: field.width }}>
          <Combobox.EventsTarget>
            <Field
              {...field}
              width={undefined}
              locked={locked}
              onBlur={(event) => {
                combobox.closeDropdown();
                field.onBlur?.(event);
              }}
              after={
                locked === null && (
                  <button
                    type="button"
                    tabIndex={-1}
                    className={styles.toggle}
                    aria-label={listLabel}
                    aria-haspopup="listbox"
                    aria-expanded={combobox.dropdownOpened}
                    onMouseDown={(event) => event.preventDefault()}
                    onClick={() => combobox.toggleDropdown()}
                  >
                    <IconChevronDown size={12} stroke={2} aria-hidden />
                  </button>
                )
              }
            />
          </Combobox.EventsTarget>
        </div>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown className={pick.dropdown} hidden={choices.length === 0} {...OWN_CLICKS}>
        <Combobox.Options aria-label={listLabel} className={pick.options}>
          {choices.map((choice) => (
            <Combobox.Option
              key={`${choice.value} ${choice.note}`}
              value={choice.value}
              className={pick.option}
              active={choice.value === field.value}
              aria-selected={choice.value === field.value}
            >
              <span className={styles.mono}>{choice.label}</span>
              {choice.note !== undefined && <span className={pick.note}>{choice.note}</span>}
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
};
