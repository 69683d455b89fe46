import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useState } from 'react';
import { sharedOf } from '../lib/address.ts';
import { FAMILIES } from '../lib/families.ts';
import mark from './lamina.svg';
import { SchemeToggle } from './scheme-toggle.tsx';
import { SCREENS } from './screens.ts';
import styles from './shell.module.css';

const RAIL = SCREENS.filter(({ rail }) => rail);
const SECTIONS = [{ id: 'findings', label: 'Findings' }, ...FAMILIES];

/** What is around every screen: the way past it, the questions, light or dark. */
export function Shell() {
  const [menuOpen, setMenuOpen] = useState(false);
  const atOverview = useLocation({ select: ({ pathname }) => pathname === '/' });
  const close = () => setMenuOpen(false);
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#content">
        Skip to the figures
      </a>
      <header className={`${styles.rail} screen-only`}>
        <div className={styles.top}>
          <Link to="/" className={styles.brand} onClick={close}>
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
          <nav aria-label="Screens">
            <ul className={styles.screens}>
              {RAIL.map(({ path, label, question }) => (
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
          <SchemeToggle />
        </div>
      </header>
      <main id="content" className={styles.content} tabIndex={-1}>
        <Outlet />
      </main>
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
