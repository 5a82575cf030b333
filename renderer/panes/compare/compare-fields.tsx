import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { diffFields, type FieldDifference } from '../../../core/compare/diff-fields';
import type { DecodedField, DecodedRow } from '../../../core/contract/dissect';
import { plainSentence } from '../../../core/payload/visible';
import { aimCompared, type CompareSide, useCompare } from '../../state/compare';
import { FailureNote } from '../../ui/failure-note';
import { useFormats } from '../../ui/format';
import { Switch } from '../../ui/switch';
import classes from './compare.module.css';

/** More lines than these are not drawn. */
const MOST_LINES = 1000;

const layersOf = ({ fields, messageLayers }: DecodedRow, all: boolean) => ({
  fields,
  layers: all ? fields.length : messageLayers,
});

/** A field as one side has it; where it has bytes of the message, it leads to them. */
const Cell = ({ field, side }: { readonly field: DecodedField | null; readonly side: CompareSide }) => {
  const { t } = useTranslation('compare');
  if (field === null) return <span className={classes.absent}>{t('absent')}</span>;
  const label = plainSentence(field.label);
  return field.source === 0 && field.length > 0 ? (
    <button
      type="button"
      className={classes.field}
      lang="en"
      title={t('goToBytes')}
      onClick={() => aimCompared(side, field.start)}
    >
      {label}
    </button>
  ) : (
    <span lang="en">{label}</span>
  );
};

const signOf = ({ differs, left, right }: FieldDifference): 'same' | 'changed' | 'left' | 'right' => {
  if (!differs) return 'same';
  return left === null ? 'right' : right === null ? 'left' : 'changed';
};

const SIGNS = { same: '', changed: '≠', left: '−', right: '+' } as const;
const WORDS = { changed: 'lineChanged', left: 'lineLeft', right: 'lineRight' } as const;

const Line = ({ one }: { readonly one: FieldDifference }) => {
  const { t } = useTranslation('compare');
  const kind = signOf(one);
  const indent = { paddingLeft: 8 + one.depth * 14 };
  return (
    <tr data-kind={kind}>
      <td className={classes.fieldSign} aria-label={kind === 'same' ? undefined : t(WORDS[kind])}>
        {SIGNS[kind]}
      </td>
      <td style={indent}>
        <Cell field={one.left} side="left" />
      </td>
      <td style={indent}>
        <Cell field={one.right} side="right" />
      </td>
    </tr>
  );
};

/** In which fields the dissectors see a difference between both rows. */
export const CompareFields = () => {
  const { t } = useTranslation('compare');
  const { count } = useFormats();
  const { trees, treesFailure } = useCompare();
  const [carried, setCarried] = useState(false);
  const lines = useMemo(
    () => (trees === null ? [] : diffFields(layersOf(trees.left, carried), layersOf(trees.right, carried))),
    [trees, carried],
  );
  if (treesFailure !== null) return <FailureNote failure={treesFailure} />;
  if (trees === null) return <p className={classes.about}>{t('decoding')}</p>;
  const differing = lines.filter(({ differs }) => differs).length;
  const cut = trees.left.cut || trees.right.cut || lines.length > MOST_LINES;
  return (
    <div className={classes.bytes}>
      <div className={classes.fields}>
        <table className={classes.table} aria-label={t('fieldsList')}>
          <thead>
            <tr>
              <th scope="col" className={classes.fieldSign} aria-label={t('sign')} />
              <th scope="col">{t('left')}</th>
              <th scope="col">{t('right')}</th>
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, MOST_LINES).map((one) => (
              <Line key={one.path} one={one} />
            ))}
          </tbody>
        </table>
      </div>
      <div className={classes.foot}>
        <span role="status">
          {differing === 0
            ? t('fieldsEqual')
            : t('fieldsDiffer', { count: differing, shown: count(differing) })}
          {cut && ` · ${t('fieldsCut')}`}
        </span>
        <span className={classes.carried}>
          <span aria-hidden>{t('carried')}</span>
          <Switch label={t('carried')} checked={carried} onChange={setCarried} />
        </span>
      </div>
    </div>
  );
};
