import { type CSSProperties, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { LayerPanel } from '../map/LayerPanel.tsx';
import { MapView } from '../map/MapView.tsx';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { useSay } from './i18n.ts';
import { Panel } from './Panel.tsx';
import { type PanelName, panelControl, usePanels } from './panels.ts';
import { Rail } from './Rail.tsx';
import { SearchBox } from './SearchBox.tsx';
import { SignIn } from './SignIn.tsx';
import { useSelection } from './selection.ts';
import { useSession } from './session.ts';
import { Failed, Loading } from './states.tsx';
import { useUrlParam } from './url-state.ts';
import type { Workspace } from './workspace.ts';
import { EntityCard, WORKSPACES } from './workspaces.ts';

/** Rail, map, two panels and a drawer; which workspace fills them stands in the URL. */
export function App() {
  const session = useSession();
  const { t } = useTranslation();
  const say = useSay();
  const insets = useInsets();
  const [wanted] = useUrlParam('w');
  const city = session.data?.city;
  useEffect(() => {
    document.title = city ? `${say(city.name)} · ${t('shell:product')}` : t('shell:product');
  }, [city, say, t]);

  if (session.isPending) return <Loading />;
  if (session.isError) return <Failed error={session.error} retry={() => void session.refetch()} />;

  // The server's order: the first is the work of whoever sits here, and opens when the link names none.
  const allowed = session.data.workspaces.flatMap((id) => WORKSPACES.find((w) => w.id === id) ?? []);
  const denied = wanted !== null && !allowed.some((w) => w.id === wanted);
  const workspace = allowed.find((w) => w.id === wanted) ?? allowed[0];
  const signIn = wanted === 'sign-in' || (denied && !session.data.signedIn) || !workspace;
  return (
    <div className="app">
      <a className="skip" href="#map">
        {t('shell:skipToMap')}
      </a>
      <Rail session={session.data} workspaces={allowed} current={signIn ? null : workspace.id} />
      {/* Kept while signing in, so that the map is not made twice. */}
      <main className="stage" style={insets(workspace, signIn)}>
        {session.data.city || !signIn ? <MapView session={session.data} base={workspace?.base ?? 'theme'} /> : null}
        {signIn || !workspace ? <SignIn session={session.data} /> : <Frame key={workspace.id} workspace={workspace} />}
      </main>
    </div>
  );
}

/** How much of the map the panels cover: what lies on the map keeps clear of them. */
function useInsets() {
  const { panels } = usePanels();
  return (workspace: Workspace | undefined, signIn: boolean): CSSProperties => {
    const covered = (name: PanelName, there: boolean) =>
      `${there && !signIn && !workspace?.wide && panels[name].open ? panels[name].size : 0}px`;
    return {
      '--left': covered('left', true),
      '--right': covered('right', panels.right.open),
      '--drawer': covered('drawer', !!workspace?.Drawer),
    } as CSSProperties;
  };
}

/** The panels of one workspace around the map. */
function Frame({ workspace }: { workspace: Workspace }) {
  const { t } = useTranslation();
  const { panels } = usePanels();
  const { selected, select } = useSelection();
  const [tab, setTab] = useUrlParam('t');
  const { Left, Right, Drawer } = workspace;
  const card = selected && EntityCard && !workspace.ownSelection?.includes(selected.dataset) ? selected : null;
  useEffect(() => {
    if (card) panelControl.open('right');
    else if (!Right) panelControl.close('right');
  }, [card, Right]);
  useEffect(() => {
    if (!Drawer) panelControl.close('drawer');
  }, [Drawer]);

  if (workspace.wide)
    return (
      <section className="wide" aria-label={t(`shell:workspace.${workspace.id}`)}>
        <ErrorBoundary name={workspace.id}>
          <Left />
        </ErrorBoundary>
      </section>
    );
  return (
    <>
      <Panel name="left" label={t(`shell:workspace.${workspace.id}`)}>
        <SearchBox />
        <div className="tabs" role="tablist">
          <button type="button" role="tab" aria-selected={tab !== 'layers'} onClick={() => setTab(null)}>
            {t(`shell:workspace.${workspace.id}`)}
          </button>
          <button type="button" role="tab" aria-selected={tab === 'layers'} onClick={() => setTab('layers')}>
            {t('map:layers.tab')}
          </button>
        </div>
        {/* Kept while the layers are looked at: what was typed or drawn must not be lost. */}
        <div className="panel-scroll" hidden={tab === 'layers'}>
          <ErrorBoundary name={`${workspace.id} left`}>
            <Left />
          </ErrorBoundary>
        </div>
        {tab === 'layers' && (
          <div className="panel-scroll">
            <ErrorBoundary name="layers">
              <LayerPanel />
            </ErrorBoundary>
          </div>
        )}
      </Panel>
      {(card || Right) && (
        <Panel name="right" label={t('shell:answer')}>
          <div className="panel-scroll">
            <ErrorBoundary name={`${workspace.id} right`}>
              {card && EntityCard ? (
                <EntityCard
                  key={`${card.dataset}:${card.id}`}
                  dataset={card.dataset}
                  id={card.id}
                  onClose={() => select(null)}
                />
              ) : (
                Right && <Right />
              )}
            </ErrorBoundary>
          </div>
        </Panel>
      )}
      {Drawer && panels.drawer && (
        <Panel name="drawer" label={t('shell:drawer')}>
          <ErrorBoundary name={`${workspace.id} drawer`}>
            <Drawer />
          </ErrorBoundary>
        </Panel>
      )}
    </>
  );
}
