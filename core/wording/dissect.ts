/** Failures of the dissectors. None of them touches what was recorded. */
export const dissectFailures = {
  en: {
    EDISSECT_OFF: {
      cause: 'The dissectors are switched off.',
      advice: 'Switch them on in the settings.',
    },
    EDISSECT_STOPPED: {
      cause: 'The dissectors stopped unexpectedly. {{detail}}',
      advice: 'They start again with the next row. The bytes of this one are whole.',
    },
    EDISSECT_HUNG: {
      cause: 'The dissectors had no answer after {{seconds, number}} seconds and were stopped.',
      advice: 'They start again with the next row. The bytes of this one are whole.',
    },
    EDISSECT_TOO_LARGE: {
      cause: 'This message is larger than the {{most, number}} MiB that the dissectors take.',
      advice: 'Its bytes and its text can be read in the other tabs.',
    },
    EDISSECT_MANY_FIELDS: {
      cause: 'There are more fields than can be shown; the last ones are left out.',
      advice: 'Their bytes are in the other tabs.',
    },
    EDISSECT_SUPERSEDED: {
      cause: 'Another row was asked for in the meantime.',
      advice: 'Nothing needs to be done.',
    },
  },
  'zh-CN': {
    EDISSECT_OFF: { cause: '解析器已关闭。', advice: '请在设置中打开。' },
    EDISSECT_STOPPED: {
      cause: '解析器意外停止。{{detail}}',
      advice: '选择下一行时会重新启动。本行的字节完好无损。',
    },
    EDISSECT_HUNG: {
      cause: '解析器在 {{seconds, number}} 秒内没有结果，已被停止。',
      advice: '选择下一行时会重新启动。本行的字节完好无损。',
    },
    EDISSECT_TOO_LARGE: {
      cause: '该消息超过了解析器可处理的 {{most, number}} MiB。',
      advice: '可在其他标签页中查看其字节和文本。',
    },
    EDISSECT_MANY_FIELDS: { cause: '字段过多，末尾的未列出。', advice: '可在其他标签页中查看其字节。' },
    EDISSECT_SUPERSEDED: { cause: '期间已请求了另一行。', advice: '无需处理。' },
  },
} as const;
