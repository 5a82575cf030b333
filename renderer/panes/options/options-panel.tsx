import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { EndpointOptions } from '../../../core/contract/endpoint';
import { configure, useEndpoint } from '../../state/endpoints';
import { useSettings } from '../../state/settings';
import { stateOf, useStatus } from '../../state/statuses';
import { IconButton } from '../../ui/button';
import { useGranted } from '../../ui/use-granted';
import { Groups } from './groups';
import { type Option, optionsFor } from './option-list';
import { OptionRow } from './option-row';
import { SECTION_WORDS } from './option-words';
import styles from './options.module.css';
import { TlsOptions } from './tls-options';

interface OptionsPanelProps {
  readonly id: string;
  /** It was opened to join a multicast group. */
  readonly joining: boolean;
  readonly onClose: () => void;
}

interface SectionProps {
  readonly title: string;
  /** Opened by hand, and closed at first. */
  readonly folded: boolean;
  readonly children: ReactNode;
}

const Section = ({ title, folded, children }: SectionProps) =>
  folded ? (
    <details className={styles.fold}>
      <summary className={styles.section}>{title}</summary>
      {children}
    </details>
  ) : (
    <section aria-label={title}>
      <h4 className={styles.section}>{title}</h4>
      {children}
    </section>
  );

/** The socket options of an endpoint, by what they are about. Edits are kept at once. */
export const OptionsPanel = ({ id, joining, onClose }: OptionsPanelProps) => {
  const { t } = useTranslation('options');
  const role = useEndpoint(id, (endpoint) => endpoint.role);
  const protocol = useEndpoint(id, (endpoint) => endpoint.protocol);
  const options = useEndpoint(id, (endpoint) => endpoint.options);
  const running = useStatus(id, (status) => stateOf(status).phase !== 'stopped');
  const granted = useGranted(id, null, running);
  const platform = useSettings((state) => state.platform);
  if (role === undefined || protocol === undefined || options === undefined) return null;
  // A pipe is no file.
  const isHere = ({ kind }: Option): boolean => kind !== 'mode' || platform !== 'win32';
  const change = (patch: Partial<EndpointOptions>): void =>
    configure(id, (endpoint) => ({ ...endpoint, options: { ...endpoint.options, ...patch } }));
  return (
    <>
      <div className={styles.head}>
        <h3 className={styles.title}>{t('options')}</h3>
        <IconButton icon={IconX} label={t('close')} onClick={onClose} quiet small />
      </div>
      <div className={styles.sections}>
        {protocol === 'tls' && <TlsOptions id={id} />}
        {protocol === 'udp' && <Groups id={id} focused={joining} />}
        {optionsFor(role, protocol, options).map((section) => (
          <Section key={section.title} title={t(SECTION_WORDS[section.title])} folded={section.folded}>
            {section.options.filter(isHere).map((option) => (
              <OptionRow
                key={option.key}
                id={id}
                option={option}
                options={options}
                running={running}
                granted={granted}
                onChange={change}
              />
            ))}
          </Section>
        ))}
        {(protocol === 'tcp' || protocol === 'local') && <TlsOptions id={id} />}
      </div>
    </>
  );
};
