import { type AnalysisHandlerDeps, createAnalysisHandlers } from './analysis-handlers';
import type { Handlers } from './answer';
import { type AppHandlerDeps, createAppHandlers } from './app-handlers';
import { type CaptureHandlerDeps, createCaptureHandlers } from './capture-handlers';
import { type CertificateHandlerDeps, createCertificateHandlers } from './certificate-handlers';
import { type ConnectionHandlerDeps, createConnectionHandlers } from './connection-handlers';
import { createDissectionHandlers, type DissectionHandlerDeps } from './dissection-handlers';
import { createEndpointHandlers, type EndpointHandlerDeps } from './endpoint-handlers';
import { createLibraryHandlers, type LibraryHandlerDeps } from './library-handlers';
import { createLogHandlers } from './log-handlers';
import { createLuaHandlers, type LuaHandlerDeps } from './lua-handlers';
import { createPresetHandlers, type PresetHandlerDeps } from './preset-handlers';
import { createProtocolHandlers, type ProtocolHandlerDeps } from './protocol-handlers';
import { createSendingHandlers, type SendingHandlerDeps } from './sending-handlers';
import { createWorkspaceHandlers, type WorkspaceHandlerDeps } from './workspace-handlers';

export type HandlerDeps = AppHandlerDeps &
  EndpointHandlerDeps &
  PresetHandlerDeps &
  WorkspaceHandlerDeps &
  ConnectionHandlerDeps &
  CertificateHandlerDeps &
  SendingHandlerDeps &
  LibraryHandlerDeps &
  CaptureHandlerDeps &
  AnalysisHandlerDeps &
  DissectionHandlerDeps &
  LuaHandlerDeps &
  ProtocolHandlerDeps;

/** Every request of the contract, room by room. Arguments have passed their schema. */
export const createHandlers = (deps: HandlerDeps): Handlers => ({
  ...createAppHandlers(deps),
  ...createEndpointHandlers(deps),
  ...createPresetHandlers(deps),
  ...createWorkspaceHandlers(deps),
  ...createConnectionHandlers(deps),
  ...createCertificateHandlers(deps),
  ...createSendingHandlers(deps),
  ...createLibraryHandlers(deps),
  ...createLogHandlers(deps),
  ...createCaptureHandlers(deps),
  ...createAnalysisHandlers(deps),
  ...createDissectionHandlers(deps),
  ...createLuaHandlers(deps),
  ...createProtocolHandlers(deps),
});
