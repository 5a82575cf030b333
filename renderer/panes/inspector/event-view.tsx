import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogRow } from '../../../core/contract/log';
import { plainText } from '../../../core/payload/visible';
import { failureText, sentence } from '../../../core/wording';
import { valueText } from '../../../core/wording/values';
import { useInspector } from '../../state/inspector';
import { useFocusWish } from '../../ui/use-focus-wish';
import { RowGlyph, rowMark } from '../log/row-mark';
import classes from './event-view.module.css';

const SEVERITIES = { info: 'severityInfo', warning: 'severityWarning', error: 'severityError' } as const;

/** What happened, in full: the sentence, the system's own name and number for it, what to do, and every value. */
export const EventView = ({ row }: { readonly row: Extract<LogRow, { readonly kind: 'event' }> }) => {
  const { t, i18n } = useTranslation('inspector');
  const language = i18n.language === 'zh-CN' ? 'zh-CN' : 'en';
  const focus = useInspector(({ focus: asked }) => asked);
  const view = useRef<HTMLDivElement>(null);
  useFocusWish(focus, () => view.current?.focus());

  const { code, errno } = row.params;
  const failure =
    typeof code === 'string'
      ? failureText(language, {
          code,
          params: row.params,
          ...(typeof errno === 'number' ? { errno } : {}),
        })
      : null;
  const words =
    row.happening === null
      ? row.message
      : sentence(language, { kind: row.happening, peer: row.peer, params: row.params });
  const known: readonly (readonly [string, string])[] = [
    [t('severity'), t(SEVERITIES[row.severity])],
    ...(failure === null ? [] : [[t('code'), failure.title] as const]),
    ...(row.endpoint === '' ? [] : [[t('endpoint'), row.endpoint] as const]),
    ...(row.peer === '' ? [] : [[t('peer'), row.peer] as const]),
  ];
  // What is unknown here goes by the name that it has in the capture file.
  const others = Object.entries(row.params)
    .filter(([key, value]) => key !== 'code' && key !== 'errno' && !(key === 'remote' && value === row.peer))
    .map(([key, value]) => ({ key, value, words: valueText(language, key, value) }));
  return (
    <div ref={view} className={classes.view} tabIndex={-1} data-selectable>
      <p className={classes.sentence} data-severity={row.severity}>
        <span className={classes.glyph}>
          <RowGlyph mark={rowMark(row)} />
        </span>
        {plainText(words)}
      </p>
      {failure !== null && (
        <p className={classes.advice}>
          <strong>{t('advice')}</strong> {plainText(failure.advice)}
        </p>
      )}
      <dl className={classes.values}>
        {known.map(([name, value]) => (
          <div key={name} className={classes.value}>
            <dt>{name}</dt>
            <dd>{plainText(value)}</dd>
          </div>
        ))}
        {others.map(({ key, value, words: known }) => (
          <div key={key} className={classes.value}>
            {known === null ? (
              <dt className={classes.raw} translate="no">
                {plainText(key)}
              </dt>
            ) : (
              <dt>{known.name}</dt>
            )}
            <dd>{plainText(known?.text ?? String(value))}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
};
