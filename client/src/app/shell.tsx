import { Link, useLocation } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { sharedOf } from '../lib/address.ts';
import { FAMILIES } from '../lib/families.ts';
import { useReader } from '../lib/reader.ts';
import mark from './lamina.svg';
import { ReaderFoot } from './reader-foot.tsx';
import { railOf, startPathOf } from './screens.ts';
import styles from './shell.module.css';

const SECTIONS = [{ id: 'findings', label: 'Findings' }, ...FAMILIES];

export interface ShellProps {
  /** The record is the demo network, and whoever opens Lamina can sign in. */
  readonly isDemo: boolean;
  readonly children: ReactNode;
}

/** What is around every screen: the way past it, the questions of the reader's role, who is reading. */
export function Shell({ isDemo, children }: ShellProps) {
  const [menuOpen, setMenuOpen] = useState(false);
  const atOverview = useLocation({ select: ({ pathname }) => pathname === '/' });
  const reader = useReader();
  const close = () => setMenuOpen(false);
  return (
    <div className={styles.shell}>
      <a className={`${styles.skip} screen-only`} href="#content">
        Skip to the figures
      </a>
      <header className={`${styles.rail} screen-only`}>
        <div className={styles.top}>
          <Link
            to={reader === null ? '/' : startPathOf(reader.role)}
            className={styles.brand}
            onClick={close}
          >
            <img src={mark} alt="" width={24} height={24} />
            Lamina
          </Link>
          <button
            type="button"
            className={styles.menuButton}
            aria-expanded={menuOpen}
            aria-controls="menu"
            onClick={() => setMenuOpen(!menuOpen)}
          >
            {menuOpen ? 'Close' : 'Menu'}
          </button>
        </div>
        <div id="menu" className={styles.menu} data-open={menuOpen}>
          <nav className={styles.nav} aria-label="Screens">
            <ul className={styles.screens}>
              {(reader === null ? [] : railOf(reader.role)).map(({ path, label, question }) => (
                <li key={path}>
                  <Link
                    to={path}
                    search={sharedOf}
                    hash=""
                    activeOptions={{ exact: path === '/', includeSearch: false }}
                    className={styles.screen}
                    onClick={close}
                  >
                    <span className={styles.screenName}>{label}</span>
                    <span className={styles.question}>{question}</span>
                  </Link>
                  {path === '/' && atOverview ? <Sections onFollow={close} /> : null}
                </li>
              ))}
            </ul>
          </nav>
          {reader === null ? null : <ReaderFoot reader={reader} onFollow={close} />}
        </div>
      </header>
      <div className={styles.page} {...(isDemo ? { 'data-demo': 'said' } : {})}>
        {isDemo ? (
          <aside className={`${styles.demo} screen-only`} aria-label="Demo network">
            Demo network: invented cases. Anyone on this computer can sign in.
          </aside>
        ) : null}
        <main id="content" className={styles.content} tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  );
}

/** The parts of the overview, which is long. */
function Sections({ onFollow }: { readonly onFollow: () => void }) {
  return (
    <ul className={styles.sections}>
      {SECTIONS.map(({ id, label }) => (
        <li key={id}>
          <Link to="/" search={true} hash={id} className={styles.section} onClick={onFollow}>
            {label}
          </Link>
        </li>
      ))}
    </ul>
  );
}
