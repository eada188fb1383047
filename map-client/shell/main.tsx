import 'maplibre-gl/dist/maplibre-gl.css';
import './shell.css';
import '../map/map.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import { StrictMode, useEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { ApiError } from './api.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { connectEvents } from './events.ts';
import './i18n.ts';
import { preferences } from './preferences.ts';
import { useStore } from './store.ts';
import { antdTheme, applyTheme } from './tokens.ts';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: false,
      // What the server has refused it will refuse again; only a lost connection is worth another try.
      retry: (count, error) =>
        count < 2 && (!(error instanceof ApiError) || error.status === 0 || error.status === 503),
    },
  },
});

applyTheme(preferences.get().theme);
connectEvents();

function Root() {
  const { theme, language, big } = useStore(preferences);
  useEffect(() => {
    applyTheme(theme);
    document.documentElement.dataset.big = String(big);
  }, [theme, big]);
  return (
    <ConfigProvider
      locale={language === 'zh' ? zhCN : enUS}
      theme={antdTheme(theme, big)}
      componentSize="middle"
      button={{ autoInsertSpace: false }}
    >
      <AntApp component={false} message={{ maxCount: 3 }}>
        <ErrorBoundary name="app">
          <App />
        </ErrorBoundary>
      </AntApp>
    </ConfigProvider>
  );
}

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={client}>
      <Root />
    </QueryClientProvider>
  </StrictMode>,
);
