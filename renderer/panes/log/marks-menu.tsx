import { Menu } from '@mantine/core';
import { IconBookmarkFilled } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { narrowFilter } from '../../state/log-filter';
import { clearMarks, goToMark } from '../../state/log-marks';
import { usePulse } from '../../state/pulse';
import { Button } from '../../ui/button';
import { useFormats } from '../../ui/format';
import { Keys } from '../../ui/keys';

/** How many rows are marked, and what can be done with them all. Nothing while none is. */
export const MarksMenu = () => {
  const { t } = useTranslation('log');
  const { count } = useFormats();
  const marked = usePulse(({ capture }) => capture.marked);
  if (marked === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          look="quiet"
          icon={IconBookmarkFilled}
          aria-label={t('marksName', { count: marked, shown: count(marked) })}
        >
          {count(marked)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('marksName', { count: marked, shown: count(marked) })}</Menu.Label>
        <Menu.Item rightSection={<Keys keys="F4" />} onClick={() => void goToMark('next')}>
          {t('marksNext')}
        </Menu.Item>
        <Menu.Item rightSection={<Keys keys="Shift+F4" />} onClick={() => void goToMark('previous')}>
          {t('marksPrevious')}
        </Menu.Item>
        <Menu.Item
          onClick={() =>
            narrowFilter({
              type: 'compare',
              field: 'frame.marked',
              slice: null,
              operator: '==',
              value: { type: 'text', text: 'true' },
            })
          }
        >
          {t('marksOnly')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => void clearMarks()}>{t('marksClear')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};
