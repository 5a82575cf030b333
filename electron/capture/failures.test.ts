import { expect, test } from 'vitest';
import { failureText, sentence } from '../../core/wording';
import { captureFailures } from '../../core/wording/capture';
import { CAPTURE_FAILURES } from './failures';

test('every failure of the capture has words in both languages', () => {
  for (const code of CAPTURE_FAILURES) {
    for (const language of ['en', 'zh-CN'] as const) {
      expect(captureFailures[language][code].cause).not.toBe('');
      expect(captureFailures[language][code].advice).not.toBe('');
    }
  }
});

test('a pause, a loss and a resume are told with their reason and their numbers', () => {
  const told = (
    kind: 'recordingPaused' | 'recordingResumed' | 'dropped',
    params: Record<string, string | number>,
  ) => sentence('en', { kind, peer: '', params });
  expect(told('recordingPaused', { code: 'ENOSPC', errno: 28 })).toBe(
    'Recording paused. ENOSPC 28: The disk is full.',
  );
  expect(told('recordingResumed', { messages: 2000, bytes: 12, events: 1 })).toBe(
    'Recording again. Not recorded meanwhile: 2,000 messages with 12 bytes, 1 events',
  );
  expect(told('dropped', { messages: 3, system: 3 })).toContain('3 datagrams lost by the system');
  expect(told('dropped', { messages: 3, porthole: 3 })).toContain(
    '3 messages not recorded: the disk was too slow',
  );
  expect(failureText('en', { code: 'ENOSPC', params: { folder: '/x' } }).cause).toBe(
    'The disk with /x is full.',
  );
});
