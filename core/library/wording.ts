import type { Language } from '../contract/settings';
import type { LibraryCode } from './codes';

type Words = Readonly<Record<LibraryCode, { readonly cause: string; readonly advice: string }>>;

export const LIBRARY_WORDING: Readonly<Record<Language, Words>> = {
  en: {
    ELIBRARY_UNREADABLE: {
      cause: '{{file}} could not be read: {{detail}}',
      advice: 'Nothing was changed. Choose another file.',
    },
    ELIBRARY_NOTHING: {
      cause: 'There is no message in {{file}} that Porthole can read.',
      advice: 'It takes exported messages of Porthole and Packet Sender, and texts with one message a line.',
    },
    ELIBRARY_LARGE: {
      cause: '{{file}} is too large for a list of messages.',
      advice: 'A payload of that size is sent as a file: choose the format File in the composer.',
    },
    ELIBRARY_FULL: {
      cause: 'The library holds {{max, number}} messages at most.',
      advice: 'Delete those that you no longer need.',
    },
    ELIBRARY_UNWRITABLE: {
      cause: '{{file}} could not be written: {{detail}}',
      advice: 'Choose another folder, or free some space.',
    },
    ELIBRARY_PARTLY: {
      cause: 'Messages taken from {{file}}: {{count, number}}; left out: {{skipped, number}}.',
      advice:
        'What was left out is no payload that Porthole can read, such as an HTTP request of Packet Sender.',
    },
    LIBRARY_IMPORTED: {
      cause: 'Messages taken from {{file}}: {{count, number}}.',
      advice: 'They stand in the library.',
    },
  },
  'zh-CN': {
    ELIBRARY_UNREADABLE: { cause: '无法读取 {{file}}：{{detail}}', advice: '未作任何更改。请选择其他文件。' },
    ELIBRARY_NOTHING: {
      cause: '{{file}} 中没有 Porthole 能读取的消息。',
      advice: '可导入 Porthole 和 Packet Sender 导出的消息，以及每行一条消息的文本。',
    },
    ELIBRARY_LARGE: {
      cause: '{{file}} 太大，不像是消息列表。',
      advice: '这样大的内容请作为文件发送：在编辑器中选择“文件”格式。',
    },
    ELIBRARY_FULL: { cause: '消息库最多容纳 {{max, number}} 条消息。', advice: '请删除不再需要的消息。' },
    ELIBRARY_UNWRITABLE: {
      cause: '无法写入 {{file}}：{{detail}}',
      advice: '请选择其他文件夹，或腾出一些空间。',
    },
    ELIBRARY_PARTLY: {
      cause: '从 {{file}} 导入的消息：{{count, number}}；略过：{{skipped, number}}。',
      advice: '略过的内容不是 Porthole 能读取的数据，例如 Packet Sender 的 HTTP 请求。',
    },
    LIBRARY_IMPORTED: { cause: '从 {{file}} 导入的消息：{{count, number}}。', advice: '已放入消息库。' },
  },
};
