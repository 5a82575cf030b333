import { Component, type ReactNode } from 'react';
import { words } from '../i18n';
import { Button } from './button';
import styles from './empty.module.css';

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly error: Error | null;
}

/** Keeps the rest of the window when one pane fails to render. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <div className={styles.empty} role="alert">
        <p className={styles.title}>{words('app:brokenTitle')}</p>
        <p className={styles.body}>{words('app:brokenBody')}</p>
        <p className={styles.detail}>{error.message}</p>
        <Button onClick={() => this.setState({ error: null })}>{words('app:brokenRetry')}</Button>
      </div>
    );
  }
}
