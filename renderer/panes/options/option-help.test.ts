import { describe, expect, it } from 'vitest';
import { en } from '../../i18n/en';
import { zhCN } from '../../i18n/zh-CN';
import { OPTION_SECTIONS, type Option } from './option-list';
import { OPTION_WORDS, wordsOf } from './option-words';

/** A call as programs write it: `connect()`, `listen(backlog)`, `SO_KEEPALIVE`, `SSL_CTX_set_cipher_list`. */
const CALL = /[a-z0-9_]+\([^)]*\)|\b(?:SO|TCP|IP|IPV6|MSG)_[A-Z0-9_]+|\b(?:SSL|X509)_\w+/i;
/** An end of a sentence. */
const SENTENCE = /[.。]$/;

const LANGUAGES = [
  ['English', en, / \w+ /],
  ['Chinese', zhCN, /\p{Script=Han}{2}/u],
] as const;

describe.each(LANGUAGES)('the help of every option in %s', (_language, words, prose) => {
  const helps: readonly (readonly [string, string, string])[] = [
    ...Object.entries(OPTION_WORDS).map(
      ([key, { label, help }]) => [key, words.options[label], words.options[help]] as const,
    ),
    ['groups', words.options.sectionGroups, words.options.groupsHelp],
    ...(
      [
        'certificate',
        'clientCertificate',
        'minVersion',
        'maxVersion',
        'clientCertificates',
        'verify',
        'serverName',
        'alpn',
        'ciphers',
        'resume',
        'handshakeTimeout',
        'keyLog',
        'accepted',
      ] as const
    ).map((key) => [key, words.tls[key], words.tls[`${key}Help`]] as const),
    ...(['address', 'port', 'path'] as const).flatMap((key) =>
      (['Server', 'Client'] as const).map(
        (role) => [key + role, words.endpoints[key], words.endpoints[`${key}Hint${role}`]] as const,
      ),
    ),
    ['resume of a server', words.tls.resume, words.tls.resumeServerHelp],
  ];

  it.each(helps)('%s', (_key, label, help) => {
    expect(help).toMatch(SENTENCE);
    expect(help).toMatch(prose);
    expect(`${label} ${help}`).toMatch(CALL);
  });
});

it('every option that is shown has its words', () => {
  const shown = new Set(
    OPTION_SECTIONS.flatMap(({ options }) =>
      (options as readonly Option[]).map((option) => JSON.stringify(wordsOf(option))),
    ),
  );
  // The words of the datagrams’ buffers are not those of the streams’.
  expect([...shown].sort()).toEqual(
    Object.values(OPTION_WORDS)
      .map((words) => JSON.stringify(words))
      .sort(),
  );
});
