import type { z } from 'zod';
import { type AnalysisAnswers, analysisRequests } from './requests/analysis';
import { type AppAnswers, appRequests } from './requests/app';
import { type CaptureAnswers, captureRequests } from './requests/capture';
import { type CertificateAnswers, certificateRequests } from './requests/certificate';
import { type ConnectionAnswers, connectionRequests } from './requests/connection';
import { type DissectionAnswers, dissectionRequests } from './requests/dissection';
import { type EndpointAnswers, endpointRequests } from './requests/endpoint';
import { type LibraryAnswers, libraryRequests } from './requests/library';
import { type LogAnswers, logRequests } from './requests/log';
import { type LuaAnswers, luaRequests } from './requests/lua';
import { type PresetAnswers, presetRequests } from './requests/preset';
import { type ProtocolAnswers, protocolRequests } from './requests/protocols';
import { type SendingAnswers, sendingRequests } from './requests/sending';
import { type WorkspaceAnswers, workspaceRequests } from './requests/workspace';

/** What the main process applies to an argument before anything else. */
export const requestSchemas = {
  ...appRequests,
  ...endpointRequests,
  ...presetRequests,
  ...workspaceRequests,
  ...connectionRequests,
  ...certificateRequests,
  ...sendingRequests,
  ...libraryRequests,
  ...logRequests,
  ...captureRequests,
  ...analysisRequests,
  ...dissectionRequests,
  ...luaRequests,
  ...protocolRequests,
} as const;

export type RequestName = keyof typeof requestSchemas;
export type RequestArgument<N extends RequestName> = z.infer<(typeof requestSchemas)[N]>;

/** What a successful request answers with. */
export interface RequestAnswers
  extends AppAnswers,
    EndpointAnswers,
    PresetAnswers,
    WorkspaceAnswers,
    ConnectionAnswers,
    CertificateAnswers,
    SendingAnswers,
    LibraryAnswers,
    LogAnswers,
    CaptureAnswers,
    AnalysisAnswers,
    DissectionAnswers,
    LuaAnswers,
    ProtocolAnswers {}
