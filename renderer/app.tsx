import { useEffect, useLayoutEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './app.module.css';
import { startKeyboard } from './commands/keyboard';
import { Palette } from './commands/palette';
import { CertificateDialog } from './panes/certificates/certificate-dialog';
import { PassphraseDialog } from './panes/certificates/passphrase-dialog';
import { CompareDialog } from './panes/compare/compare-dialog';
import { ConversationsDialog } from './panes/conversations/conversations-dialog';
import { DecodeAsDialog } from './panes/decode-as/decode-as-dialog';
import { DetectiveDialog } from './panes/detective/detective-dialog';
import { DeleteDialog } from './panes/endpoint/delete-dialog';
import { EndpointPane } from './panes/endpoint/endpoint-pane';
import { FramingDetectiveDialog } from './panes/framing-detective/framing-detective-dialog';
import { InspectorPane } from './panes/inspector/inspector-pane';
import { SavedDialog } from './panes/library/saved-dialog';
import { SidePane } from './panes/library/side-pane';
import { LogPane } from './panes/log/log-pane';
import { DropHint, LuaDialog } from './panes/lua/lua-dialog';
import { PingDialog } from './panes/ping/ping-dialog';
import { PresetsDialog } from './panes/presets/presets-dialog';
import { ProtocolFormDialog } from './panes/protocol-form/protocol-form-dialog';
import { ProtocolsDialog } from './panes/protocols/protocols-dialog';
import { DiscardDialog } from './panes/recovered/discard-dialog';
import { RecoveredDialog } from './panes/recovered/recovered-dialog';
import { RulesDialog } from './panes/rules/rules-dialog';
import { ScriptDialog } from './panes/script/script-dialog';
import { SequenceDialog } from './panes/sequences/sequence-dialog';
import { StatusBar } from './panes/status-bar/status-bar';
import { Banners } from './panes/top-bar/banners';
import { ExportDialog } from './panes/top-bar/export-dialog';
import { LimitDialog } from './panes/top-bar/limit-dialog';
import { TopBar } from './panes/top-bar/top-bar';
import { VariablesDialog } from './panes/variables/variables-dialog';
import { FaultsDialog } from './panes/workspace/faults-dialog';
import { followCompared } from './state/compare';
import { startDropping } from './state/lua-files';
import { type PaneId, useFolded } from './state/panes';
import { useSettings } from './state/settings';
import { Split } from './ui/split';

/** A folded pane is as wide as its rail; a row with both panes folded is as high as their headers. */
const RAIL = 34;

/** Percent of the window's height for the endpoints, when nothing is kept: enough for a message in a small window. */
const endpointsShare = (): number => Math.min(53, Math.max(41, (365 / window.innerHeight) * 100));

const useEndpointsShare = (): number => {
  const [share, setShare] = useState(endpointsShare);
  useEffect(() => {
    const follow = (): void => setShare(endpointsShare());
    window.addEventListener('resize', follow);
    return () => window.removeEventListener('resize', follow);
  }, []);
  return share;
};

/** The window: a bar, servers beside clients, the log beside the inspector, a bar. */
export const App = () => {
  const { t } = useTranslation('app');
  // Before the first picture: a key pressed as soon as the window is seen counts.
  useLayoutEffect(startKeyboard, []);
  useEffect(startDropping, []);
  useEffect(followCompared, []);
  const share = useEndpointsShare();
  const folded: Readonly<Record<PaneId, boolean>> = {
    servers: useFolded('servers'),
    clients: useFolded('clients'),
    log: useFolded('log'),
    inspector: useFolded('inspector'),
  };
  const side = useSettings(({ settings }) => settings.side !== 'off');
  const rail = (pane: PaneId): number | null => (folded[pane] ? RAIL : null);
  return (
    <div className={styles.window}>
      <TopBar />
      <Banners />
      <main className={styles.panes}>
        <Split
          id="side"
          orientation="horizontal"
          label={t('resizeSide')}
          sides={[
            {
              id: 'library',
              share: 22,
              least: 220,
              rail: side ? null : 0,
              content: side ? <SidePane /> : null,
            },
            {
              id: 'work',
              share: 78,
              least: 660,
              rail: null,
              content: (
                <Split
                  id="window"
                  orientation="vertical"
                  label={t('resizeRows')}
                  sides={[
                    {
                      id: 'endpoints',
                      share,
                      least: 150,
                      rail: folded.servers && folded.clients ? RAIL : null,
                      content: (
                        <Split
                          id="endpoints-row"
                          orientation="horizontal"
                          label={t('resizeEndpoints')}
                          sides={[
                            {
                              id: 'servers',
                              share: 50,
                              least: 320,
                              rail: rail('servers'),
                              content: <EndpointPane side="server" />,
                            },
                            {
                              id: 'clients',
                              share: 50,
                              least: 320,
                              rail: rail('clients'),
                              content: <EndpointPane side="client" />,
                            },
                          ]}
                        />
                      ),
                    },
                    {
                      id: 'messages',
                      share: 100 - share,
                      least: 150,
                      rail: null,
                      content: (
                        <Split
                          id="messages-row"
                          orientation="horizontal"
                          label={t('resizeMessages')}
                          sides={[
                            { id: 'log', share: 63, least: 360, rail: rail('log'), content: <LogPane /> },
                            {
                              id: 'inspector',
                              share: 37,
                              least: 280,
                              rail: rail('inspector'),
                              content: <InspectorPane />,
                            },
                          ]}
                        />
                      ),
                    },
                  ]}
                />
              ),
            },
          ]}
        />
      </main>
      <StatusBar />
      <Palette />
      <DeleteDialog />
      <DetectiveDialog />
      <FramingDetectiveDialog />
      <DecodeAsDialog />
      <LimitDialog />
      <LuaDialog />
      <ProtocolsDialog />
      <ProtocolFormDialog />
      <DropHint />
      <ExportDialog />
      <CompareDialog />
      <ConversationsDialog />
      <VariablesDialog />
      <ScriptDialog />
      <PingDialog />
      <PresetsDialog />
      <SavedDialog />
      <SequenceDialog />
      <RecoveredDialog />
      <DiscardDialog />
      <CertificateDialog />
      <PassphraseDialog />
      <RulesDialog />
      <FaultsDialog />
    </div>
  );
};
