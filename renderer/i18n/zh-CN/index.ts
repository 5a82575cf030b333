import type { en } from '../en';
import type { Words } from '../words';
import { app } from './app';
import { bar } from './bar';
import { certificates } from './certificates';
import { commands } from './commands';
import { compare } from './compare';
import { composer } from './composer';
import { connections } from './connections';
import { conversations } from './conversations';
import { detective } from './detective';
import { endpoints } from './endpoints';
import { exporting } from './export';
import { fieldChart } from './field-chart';
import { framing } from './framing';
import { inspector } from './inspector';
import { library } from './library';
import { limit } from './limit';
import { log } from './log';
import { lua } from './lua';
import { options } from './options';
import { ping } from './ping';
import { presets } from './presets';
import { protocolForm } from './protocol-form';
import { protocols } from './protocols';
import { recovered } from './recovered';
import { reply } from './reply';
import { rules } from './rules';
import { script } from './script';
import { sequences } from './sequences';
import { template } from './template';
import { timeline } from './timeline';
import { timing } from './timing';
import { tls } from './tls';
import { variables } from './variables';
import { workspace } from './workspace';

export const zhCN: { readonly [N in keyof typeof en]: Words<(typeof en)[N]> } = {
  app,
  bar,
  certificates,
  commands,
  compare,
  composer,
  connections,
  detective,
  endpoints,
  fieldChart,
  framing,
  inspector,
  library,
  conversations,
  export: exporting,
  limit,
  log,
  lua,
  options,
  ping,
  presets,
  protocolForm,
  protocols,
  recovered,
  reply,
  rules,
  sequences,
  timeline,
  timing,
  tls,
  template,
  script,
  variables,
  workspace,
};
