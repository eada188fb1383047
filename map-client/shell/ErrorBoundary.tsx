import { Component, type ReactNode } from 'react';
import { i18next } from './i18n.ts';

/** One panel that breaks must not take the map and the others with it. */
export class ErrorBoundary extends Component<{ name: string; children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidCatch(error: Error) {
    console.error(`${this.props.name}: ${error.message}`, error.stack);
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <div className="state" role="alert">
        <p className="state-title">{i18next.t('shell:broken.title')}</p>
        <p className="quiet">{i18next.t('shell:broken.hint')}</p>
        <button type="button" className="plain-button" onClick={() => this.setState({ broken: false })}>
          {i18next.t('shell:retry')}
        </button>
      </div>
    );
  }
}
