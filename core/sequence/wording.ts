import type { Language } from '../contract/settings';
import type { SequenceCode } from './codes';

type Words = Readonly<Record<SequenceCode, { readonly cause: string; readonly advice: string }>>;

export const SEQUENCE_WORDING: Readonly<Record<Language, Words>> = {
  en: {
    ESEQUENCE_EMPTY: { cause: 'The sequence has no steps.', advice: 'Edit it and add some.' },
    ESEQUENCE_GONE: { cause: 'That sequence no longer exists.', advice: 'Choose another one.' },
    ESEQUENCE_NESTING: {
      cause:
        'Step {{step, number}} has no counterpart: each Repeat and If is closed by one End, and an If has one Else at most.',
      advice: 'Add what is missing, or delete the one too many.',
    },
    ESEQUENCE_MESSAGE: {
      cause: 'The saved message that step {{step, number}} sends is gone.',
      advice: 'Choose another message in that step.',
    },
    ESEQUENCE_VARIABLE: {
      cause: 'Step {{step, number}}: “{{value}}” cannot be the name of a variable.',
      advice: 'Use letters A to Z, digits and underscores.',
    },
    ESEQUENCE_STEP: {
      cause: 'Step {{step, number}} cannot be used as it is written.',
      advice: 'Edit the sequence: the step says what is wrong.',
    },
    ESEQUENCE_UNMATCHED: {
      cause:
        'Step {{step, number}}: nothing of what came within {{ms, number}} ms matched; {{bytes, number}} bytes came.',
      advice: 'The rows of that step in the log show what came instead.',
    },
    ESEQUENCE_SILENCE: {
      cause: 'Step {{step, number}}: nothing came within {{ms, number}} ms.',
      advice: 'Check what was sent before it, or give it more time.',
    },
    ESEQUENCE_CLOSED: {
      cause: 'Step {{step, number}}: the connection ended while an answer was expected.',
      advice: 'The log says who closed it.',
    },
    ESEQUENCE_RUNNING: {
      cause: 'This sequence is running already.',
      advice: 'Wait until it is done, or stop it first.',
    },
  },
  'zh-CN': {
    ESEQUENCE_EMPTY: { cause: '此序列没有步骤。', advice: '请编辑并添加步骤。' },
    ESEQUENCE_GONE: { cause: '此序列已不存在。', advice: '请选择其他序列。' },
    ESEQUENCE_NESTING: {
      cause:
        '第 {{step, number}} 步没有配对：每个“重复”和“如果”都要有一个“结束”，一个“如果”最多有一个“否则”。',
      advice: '请补上缺少的步骤，或删除多余的。',
    },
    ESEQUENCE_MESSAGE: {
      cause: '第 {{step, number}} 步要发送的消息已不在消息库中。',
      advice: '请在该步骤中选择其他消息。',
    },
    ESEQUENCE_VARIABLE: {
      cause: '第 {{step, number}} 步：“{{value}}”不能作为变量名。',
      advice: '请使用英文字母、数字和下划线。',
    },
    ESEQUENCE_STEP: {
      cause: '第 {{step, number}} 步的写法无法使用。',
      advice: '请编辑序列：该步骤会说明问题所在。',
    },
    ESEQUENCE_UNMATCHED: {
      cause:
        '第 {{step, number}} 步：{{ms, number}} 毫秒内收到的内容均不匹配；共收到 {{bytes, number}} 字节。',
      advice: '日志中该步骤的行显示了实际收到的内容。',
    },
    ESEQUENCE_SILENCE: {
      cause: '第 {{step, number}} 步：{{ms, number}} 毫秒内没有收到任何内容。',
      advice: '请检查之前发送的内容，或给它更多时间。',
    },
    ESEQUENCE_CLOSED: {
      cause: '第 {{step, number}} 步：等待应答时连接已结束。',
      advice: '日志说明了是谁关闭的。',
    },
    ESEQUENCE_RUNNING: { cause: '此序列正在运行。', advice: '请等它结束，或先停止它。' },
  },
};
