import { createInstance } from 'i18next';
import { expect, test } from 'vitest';
import { rememberWords } from './remember';

const start = async () => {
  const i18n = createInstance();
  await i18n.init({
    lng: 'en',
    fallbackLng: 'en',
    resources: {
      en: { log: { title: 'Log', goToLastRow: '{{rows}} rows' }, conversations: { title: 'Peers' } },
      de: { log: { title: 'Protokoll' } },
    },
  });
  rememberWords(i18n);
  return i18n;
};

test('a word is the same the second time, in its own namespace', async () => {
  const i18n = await start();
  const log = i18n.getFixedT(null, 'log');
  expect([log('title'), log('title')]).toEqual(['Log', 'Log']);
  expect(i18n.getFixedT(null, 'conversations')('title')).toBe('Peers');
});

test('a word with values is made for its values', async () => {
  const t = (await start()).getFixedT(null, 'log');
  expect([t('goToLastRow', { rows: '1' }), t('goToLastRow', { rows: '2' })]).toEqual(['1 rows', '2 rows']);
});

test('another language has other words', async () => {
  const i18n = await start();
  const t = i18n.getFixedT(null, 'log');
  expect(t('title')).toBe('Log');
  await i18n.changeLanguage('de');
  expect(t('title')).toBe('Protokoll');
});

test('what was looked up once is not looked up again', async () => {
  const i18n = await start();
  const t = i18n.getFixedT(null, 'log');
  t('title');
  i18n.addResource('en', 'log', 'title', 'Other');
  expect(t('title')).toBe('Log');
});
