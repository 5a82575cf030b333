import type { Language } from '../contract/settings';
import type { WorkspaceCode } from './codes';

type Words = Readonly<Record<WorkspaceCode, { readonly cause: string; readonly advice: string }>>;

const LEFT_OUT = 'It was left out, or is as in a new one.';
const LEFT_OUT_ZH = '已略过，或采用默认值。';
const READ_ON = 'What follows was read all the same.';
const READ_ON_ZH = '其后的内容仍已读取。';

export const WORKSPACE_WORDING: Readonly<Record<Language, Words>> = {
  en: {
    EWORKSPACE_UNREADABLE: {
      cause: 'The workspace {{file}} could not be read: {{detail}}',
      advice: 'Nothing was changed. Check that it is there and that you may read it.',
    },
    EWORKSPACE_ABSENT: {
      cause: 'The workspace {{file}} is not there any more.',
      advice: 'It was deleted, moved or renamed, or its disk is not connected. Open it where it is now.',
    },
    EWORKSPACE_NOTHING: {
      cause: 'There is no workspace in {{file}} that Porthole can read (line {{line}}, column {{column}}).',
      advice: 'Nothing was changed. Choose a .porthole file that Porthole wrote.',
    },
    EWORKSPACE_NEWER: {
      cause:
        '{{file}} was written by a later Porthole (version {{version}} of the format; this one knows {{known}}).',
      advice: 'It was not opened and not changed. Open it with the later Porthole.',
    },
    EWORKSPACE_GONE: {
      cause: 'That workspace is not in the list any more.',
      advice: 'Open it by its file.',
    },
    EWORKSPACE_DAMAGED: {
      cause:
        '{{file}} is damaged in {{count, number}} places, the first in line {{line}}, column {{column}}.',
      advice:
        'Everything that can be read was opened. The file stays as it is until you change something, and is kept under another name then.',
    },
    EWORKSPACE_ASIDE: {
      cause: '{{file}} as it was before is kept beside it as {{kept}}.',
      advice: 'Delete it when you no longer need it.',
    },
    EWORKSPACE_CHANGED: {
      cause: 'Another program has changed {{file}}.',
      advice:
        'Load what it holds now, or keep what is shown here: the other one is kept under another name then.',
    },
    EWORKSPACE_MOVED: {
      cause: '{{file}} was deleted or moved.',
      advice: 'Keep what is shown here to write it again, or save the workspace in another place.',
    },
    EWORKSPACE_UNWRITABLE: {
      cause: 'The workspace {{file}} could not be written: {{detail}}',
      advice:
        'Changes are not lost while Porthole runs. Free some space, or save the workspace in another place.',
    },
    EWORKSPACE_LATER: {
      cause: 'Your unnamed workspace {{file}} was written by a later Porthole.',
      advice: 'It is left as it is. What you set up now is kept only when you save it as a workspace.',
    },
    EJSON_END: { cause: 'The text ends too early: a bracket or a value is missing.', advice: READ_ON },
    EJSON_UNEXPECTED: { cause: '“{{found}}” is not expected here.', advice: READ_ON },
    EJSON_COMMA: { cause: 'A comma is missing here, or one too many.', advice: READ_ON },
    EJSON_STRING: { cause: 'This text does not end, or holds what no text may hold.', advice: READ_ON },
    EJSON_COMMENT: { cause: 'JSON has no comments; this one will be gone.', advice: READ_ON },
    EJSON_CONFLICT: {
      cause: 'A merge conflict is not resolved: “{{found}}”.',
      advice: 'Both sides were read.',
    },
    EJSON_TWICE: { cause: '“{{found}}” is there twice.', advice: 'The last one counts.' },
    EJSON_DEEP: { cause: 'Brackets are nested too deeply.', advice: 'The rest was left out.' },
    EFIELD_TEXT: { cause: 'This should be a text in quotation marks.', advice: LEFT_OUT },
    EFIELD_NUMBER: { cause: 'This should be a number.', advice: LEFT_OUT },
    EFIELD_SWITCH: { cause: 'This should be true or false.', advice: LEFT_OUT },
    EFIELD_LIST: { cause: 'This should be a list in square brackets.', advice: LEFT_OUT },
    EFIELD_GROUP: { cause: 'This should be a group of fields in braces.', advice: LEFT_OUT },
    EFIELD_CHOICE: { cause: 'This should be one of: {{choices}}.', advice: LEFT_OUT },
    EFIELD_UNKNOWN: { cause: 'There is no such field.', advice: LEFT_OUT },
    EFIELD_MANY: { cause: 'There are more than {{max, number}} of these.', advice: 'The rest was left out.' },
    EFIELD_LARGE: { cause: 'This is too long or too large; at most {{max, number}}.', advice: LEFT_OUT },
    EFIELD_FORM: {
      cause: 'This has not the form that is expected, or something in it is missing.',
      advice: LEFT_OUT,
    },
    EFIELD_TWICE: { cause: 'Something before it has the same id.', advice: 'It was given a new one.' },
    EFIELD_VERSION: {
      cause: 'The version of the format is missing or no number.',
      advice: 'It was read as the current one.',
    },
  },
  'zh-CN': {
    EWORKSPACE_UNREADABLE: {
      cause: '无法读取工作区 {{file}}：{{detail}}',
      advice: '未作任何更改。请检查文件是否存在以及是否有读取权限。',
    },
    EWORKSPACE_ABSENT: {
      cause: '工作区 {{file}} 已不在原处。',
      advice: '它可能已被删除、移动或改名，或其所在磁盘未连接。请从它现在的位置打开。',
    },
    EWORKSPACE_NOTHING: {
      cause: '{{file}} 中没有 Porthole 能读取的工作区（第 {{line}} 行，第 {{column}} 列）。',
      advice: '未作任何更改。请选择由 Porthole 写出的 .porthole 文件。',
    },
    EWORKSPACE_NEWER: {
      cause: '{{file}} 由更新版本的 Porthole 写出（格式版本 {{version}}，本程序支持到 {{known}}）。',
      advice: '未打开，也未更改。请用更新版本的 Porthole 打开。',
    },
    EWORKSPACE_GONE: { cause: '该工作区已不在列表中。', advice: '请通过文件打开。' },
    EWORKSPACE_DAMAGED: {
      cause: '{{file}} 有 {{count, number}} 处损坏，第一处在第 {{line}} 行第 {{column}} 列。',
      advice: '能读取的内容均已打开。在您更改之前文件保持原样，更改时会以另一名称保留原文件。',
    },
    EWORKSPACE_ASIDE: {
      cause: '{{file}} 原来的内容已保留在同一文件夹中，名为 {{kept}}。',
      advice: '不再需要时可以删除。',
    },
    EWORKSPACE_CHANGED: {
      cause: '另一个程序更改了 {{file}}。',
      advice: '请载入它现在的内容，或保留此处的内容：另一份会以别的名称保留。',
    },
    EWORKSPACE_MOVED: {
      cause: '{{file}} 已被删除或移走。',
      advice: '请保留此处的内容以重新写出，或将工作区另存到别处。',
    },
    EWORKSPACE_UNWRITABLE: {
      cause: '无法写入工作区 {{file}}：{{detail}}',
      advice: 'Porthole 运行期间更改不会丢失。请腾出空间，或将工作区另存到别处。',
    },
    EWORKSPACE_LATER: {
      cause: '您的未命名工作区 {{file}} 由更新版本的 Porthole 写出。',
      advice: '文件保持原样。现在设置的内容只有另存为工作区后才会保留。',
    },
    EJSON_END: { cause: '文本过早结束：缺少括号或值。', advice: READ_ON_ZH },
    EJSON_UNEXPECTED: { cause: '此处不应出现“{{found}}”。', advice: READ_ON_ZH },
    EJSON_COMMA: { cause: '此处缺少或多了一个逗号。', advice: READ_ON_ZH },
    EJSON_STRING: { cause: '该文本没有结束，或含有不允许的内容。', advice: READ_ON_ZH },
    EJSON_COMMENT: { cause: 'JSON 没有注释，这段注释不会保留。', advice: READ_ON_ZH },
    EJSON_CONFLICT: { cause: '合并冲突尚未解决：“{{found}}”。', advice: '两边的内容都已读取。' },
    EJSON_TWICE: { cause: '“{{found}}”出现了两次。', advice: '以最后一个为准。' },
    EJSON_DEEP: { cause: '括号嵌套过深。', advice: '其余内容已略过。' },
    EFIELD_TEXT: { cause: '此处应为引号中的文本。', advice: LEFT_OUT_ZH },
    EFIELD_NUMBER: { cause: '此处应为数字。', advice: LEFT_OUT_ZH },
    EFIELD_SWITCH: { cause: '此处应为 true 或 false。', advice: LEFT_OUT_ZH },
    EFIELD_LIST: { cause: '此处应为方括号中的列表。', advice: LEFT_OUT_ZH },
    EFIELD_GROUP: { cause: '此处应为花括号中的一组字段。', advice: LEFT_OUT_ZH },
    EFIELD_CHOICE: { cause: '此处应为下列之一：{{choices}}。', advice: LEFT_OUT_ZH },
    EFIELD_UNKNOWN: { cause: '没有这样的字段。', advice: LEFT_OUT_ZH },
    EFIELD_MANY: { cause: '超过了 {{max, number}} 个。', advice: '其余内容已略过。' },
    EFIELD_LARGE: { cause: '过长或过大，最多 {{max, number}}。', advice: LEFT_OUT_ZH },
    EFIELD_FORM: { cause: '形式不符合要求，或缺少某些内容。', advice: LEFT_OUT_ZH },
    EFIELD_TWICE: { cause: '前面已有相同的 id。', advice: '已分配新的 id。' },
    EFIELD_VERSION: { cause: '格式版本缺失或不是数字。', advice: '按当前版本读取。' },
  },
};
