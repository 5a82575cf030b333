import type { Failure, Params } from '../contract/failure';
import type { HappeningKind } from '../contract/happening';
import type { Language } from '../contract/settings';
import { FILTER_WORDING } from '../filter/wording';
import { FRAMING_WORDING } from '../framing/wording';
import { LIBRARY_WORDING } from '../library/wording';
import { GOTO_WORDING } from '../log/wording';
import { DRAFT_WORDING } from '../payload/wording';
import { PROTOCOL_WORDING } from '../protocol/wording';
import { RULE_WORDING } from '../rules/wording';
import { SEQUENCE_WORDING } from '../sequence/wording';
import { TEMPLATE_WORDING } from '../template/wording';
import { WORKSPACE_WORDING } from '../workspace/wording';
import { appFailures } from './app';
import { captureFailures, captureVariants } from './capture';
import { certificateFailures } from './certificates';
import { dissectFailures } from './dissect';
import { fields } from './fields';
import { fill } from './fill';
import { happenings, variants } from './happenings';
import { localFailures } from './local';
import { networkFailures } from './network';
import { settingFailures } from './settings';
import { socketFailures } from './sockets';
import { systemFailures, unknownFailure } from './system';
import { tlsFailures, tlsVariants } from './tls';
import { udpFailures, udpVariants } from './udp';

export interface FailureText {
  /** The code, with the system's number where it has one: `ECONNREFUSED (111)`. */
  readonly title: string;
  /** What went wrong, and why, in plain words. */
  readonly cause: string;
  /** What to do next. */
  readonly advice: string;
}

type Entries<T> = Readonly<Record<string, T>>;

/** Every sentence of one language. Each room brings the words of its own failures. */
interface Vocabulary {
  readonly failures: Entries<{ readonly cause: string; readonly advice: string }>;
  readonly unknownFailure: { readonly cause: string; readonly advice: string };
  readonly happenings: Readonly<Record<HappeningKind, string>>;
  readonly variants: Entries<string>;
  readonly fields: Entries<string>;
}

const vocabulary = (language: Language): Vocabulary => ({
  failures: {
    ...systemFailures[language],
    ...networkFailures[language],
    ...socketFailures[language],
    ...settingFailures[language],
    ...appFailures[language],
    ...captureFailures[language],
    ...dissectFailures[language],
    ...tlsFailures[language],
    ...localFailures[language],
    ...certificateFailures[language],
    ...udpFailures[language],
    ...DRAFT_WORDING[language],
    ...FILTER_WORDING[language],
    ...FRAMING_WORDING[language],
    ...GOTO_WORDING[language],
    ...LIBRARY_WORDING[language],
    ...PROTOCOL_WORDING[language],
    ...RULE_WORDING[language],
    ...SEQUENCE_WORDING[language],
    ...TEMPLATE_WORDING[language],
    ...WORKSPACE_WORDING[language],
  },
  unknownFailure: unknownFailure[language],
  happenings: happenings[language],
  variants: {
    ...variants[language],
    ...captureVariants[language],
    ...tlsVariants[language],
    ...udpVariants[language],
  },
  fields: fields[language],
});

export const vocabularies: Readonly<Record<Language, Vocabulary>> = {
  en: vocabulary('en'),
  'zh-CN': vocabulary('zh-CN'),
};

const own = <T>(entries: Entries<T>, key: string): T | undefined =>
  Object.hasOwn(entries, key) ? entries[key] : undefined;

/** The entry of a key, or its variant for the first param that has one. */
const variantOf = <T>(entries: Entries<T>, key: string, params: Params): T | undefined => {
  const name = Object.keys(params).find((param) => Object.hasOwn(entries, `${key}.${param}`));
  return own(entries, name === undefined ? key : `${key}.${name}`);
};

const filled = (language: Language, sentence: string, params: Params): string => {
  const { fields } = vocabularies[language];
  return fill(language, sentence, params, { field: (key) => own(fields, key) ?? key });
};

/** What a failure is called in a language. A code without words of its own is told in the runtime's. */
export const failureText = (language: Language, failure: Failure): FailureText => {
  const { failures, unknownFailure } = vocabularies[language];
  const { code, errno, detail = '' } = failure;
  const params: Params = { detail, ...failure.params, code };
  const words = variantOf(failures, code, params) ?? unknownFailure;
  return {
    title: errno === undefined ? code : `${code} (${errno})`,
    cause: filled(language, words.cause, params),
    advice: filled(language, words.advice, params),
  };
};

/**
 * What happened, in one line. `remote` falls back to the row's peer; where a failure is behind it (`params.code`),
 * its cause is part of the sentence.
 */
export const sentence = (
  language: Language,
  happening: { readonly kind: HappeningKind; readonly peer: string; readonly params: Params },
): string => {
  const { happenings, variants } = vocabularies[language];
  const { kind, peer } = happening;
  const params: Params = peer === '' ? happening.params : { remote: peer, ...happening.params };
  const words = variantOf(variants, kind, happening.params) ?? happenings[kind];
  const { code, errno } = params;
  if (typeof code !== 'string') return filled(language, words, params);
  const { cause } = failureText(language, { code, params });
  const error = errno === undefined ? code : `${code} ${errno}`;
  return filled(language, words, { ...params, cause, error });
};
