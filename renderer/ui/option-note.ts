import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { checksumByName } from '../../core/checksum/catalogue';
import type { TemplateOption } from '../../core/template/complete';
import { variableValues } from '../../core/template/variables';
import { useTemplates } from '../state/templates';

const NOTES = {
  counter: 'noteCounter',
  time: 'noteTime',
  len: 'noteLen',
  checksum: 'noteChecksum',
  crc: 'noteCrc',
  random: 'noteRandom',
  randint: 'noteRandint',
  randtext: 'noteRandtext',
  uuid: 'noteUuid',
  str: 'noteStr',
  hex: 'noteHex',
  HEX: 'noteHex',
  unhex: 'noteUnhex',
  bcd: 'noteBcd',
  base64: 'noteBase64',
  fill: 'noteFill',
  varint: 'noteVarint',
  uint: 'noteUint',
  uintle: 'noteUint',
} as const;

const isNoted = (name: string): name is keyof typeof NOTES => Object.hasOwn(NOTES, name);

/** Longer values of variables are cut, in characters. */
const VALUE = 40;

/** What completion offers, in a few words. */
export const useOptionNote = (): ((option: TemplateOption) => string) => {
  const { t } = useTranslation('template');
  const variables = useTemplates((state) => state.variables);
  return useCallback(
    ({ kind, label }) => {
      switch (kind) {
        case 'function': {
          if (isNoted(label)) return t(NOTES[label]);
          const bits = label.replaceAll(/\D/g, '');
          const float = label.startsWith('f');
          if (label.endsWith('le')) return t(float ? 'noteFloatLe' : 'noteIntegerLe', { bits });
          return t(float ? 'noteFloat' : 'noteInteger', { bits });
        }
        case 'checksum':
          return t('noteBits', { bits: checksumByName(label)?.bits ?? 0 });
        case 'variable':
          return variableValues(variables).get(label.slice(1))?.slice(0, VALUE) ?? '';
        case 'span':
          return t('noteSpan');
        case 'word':
        case 'parameter':
          return '';
      }
    },
    [t, variables],
  );
};
