import type { Language } from '../contract/settings';
import type { FaultSentences } from '../payload/wording';
import type { RuleCode } from './codes';

/** What can be wrong with a rule, and what to do. */
export const RULE_WORDING: Readonly<Record<Language, Readonly<Record<RuleCode, FaultSentences>>>> = {
  en: {
    ERULE_PATTERN: {
      cause: 'The rule has nothing to look for yet.',
      advice: 'Write it, or choose any message.',
    },
    ERULE_HEX: {
      cause: 'Character {{character}}, “{{found}}”, is not a hex digit.',
      advice: 'Write bytes such as 01 0A; ? stands for any digit, and 80&C0 compares only the bits of C0.',
    },
    ERULE_HEX_ODD: {
      cause: 'The byte at character {{character}} is half.',
      advice: 'A byte is two digits: write 0A instead of A, or ?A for any first digit.',
    },
    ERULE_RANGE: {
      cause: '“{{value}}” is no number and no range.',
      advice: 'Write 3, 2-5 or 4- for four and more.',
    },
    ERULE_NTH: {
      cause: 'There is no time number {{value}}: counting begins with 1.',
      advice: 'Write 1 for the first time, 2-5, or 3- for the third and every later one.',
    },
    ERULE_EVERY: {
      cause: '“{{value}}” is no time for a timer.',
      advice: 'Write milliseconds, from {{min, number}} to {{max, number}}.',
    },
    ERULE_VARIABLE: {
      cause: '“{{value}}” is no name for a variable.',
      advice: 'Take letters, digits and underscores, without the dollar sign.',
    },
    ERULE_FORWARD: {
      cause: 'The rule does not say where to forward to.',
      advice: 'Choose another server or client.',
    },
    ERULE_FORWARD_STOPPED: {
      cause: 'The endpoint that the rule forwards to is not running.',
      advice: 'Start or connect it, or choose another one in the rule.',
    },
    ERULE_NO_CONNECTION: {
      cause: 'When an endpoint starts, nobody is there to be answered.',
      advice: 'Set variables here, and answer when someone connects.',
    },
    ERULES_FAULTY: {
      cause: 'Rule {{number, number}} is not complete, or has a mistake.',
      advice: 'Open the rules and mend it, or switch it off.',
    },
  },
  'zh-CN': {
    ERULE_PATTERN: { cause: '规则还没有写要匹配什么。', advice: '请填写，或选择任意消息。' },
    ERULE_HEX: {
      cause: '第 {{character}} 个字符“{{found}}”不是十六进制数字。',
      advice: '请写 01 0A 这样的字节；? 表示任意数字，80&C0 只比较 C0 所含的位。',
    },
    ERULE_HEX_ODD: {
      cause: '第 {{character}} 个字符处的字节只有一半。',
      advice: '一个字节是两位数字：请把 A 写成 0A，或写 ?A 表示首位任意。',
    },
    ERULE_RANGE: {
      cause: '“{{value}}”既不是数字也不是范围。',
      advice: '请写 3、2-5，或用 4- 表示四及以上。',
    },
    ERULE_NTH: {
      cause: '没有第 {{value}} 次：从 1 开始计数。',
      advice: '请写 1 表示第一次，2-5，或用 3- 表示第三次及以后。',
    },
    ERULE_EVERY: {
      cause: '“{{value}}”不能用作定时。',
      advice: '请写 {{min, number}} 到 {{max, number}} 之间的毫秒数。',
    },
    ERULE_VARIABLE: {
      cause: '“{{value}}”不能用作变量名。',
      advice: '请用字母、数字和下划线，不带美元符号。',
    },
    ERULE_FORWARD: { cause: '规则没有说明转发到哪里。', advice: '请选择另一个服务器或客户端。' },
    ERULE_FORWARD_STOPPED: {
      cause: '规则要转发到的端点没有运行。',
      advice: '请启动或连接它，或在规则中另选一个。',
    },
    ERULE_NO_CONNECTION: {
      cause: '端点启动时还没有可以应答的对端。',
      advice: '请在此设置变量，在有人连接时再应答。',
    },
    ERULES_FAULTY: {
      cause: '第 {{number, number}} 条规则不完整或有误。',
      advice: '请打开规则修正它，或将其关闭。',
    },
  },
};
