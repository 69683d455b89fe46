import { CATALOGUE } from '@lamina/shared/indicators/catalogue.ts';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useLocation } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { PrintHead } from '../../components/print-head.tsx';
import { ScreenSkeleton } from '../../components/screen-skeleton.tsx';
import { FAMILIES } from '../../lib/families.ts';
import { formatCount, formatDate } from '../../lib/format.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { CaseMixEntry } from './case-mix-entry.tsx';
import { IndicatorMethod } from './indicator-method.tsx';
import { MethodsContents } from './methods-contents.tsx';
import styles from './methods-screen.module.css';
import { ReferenceMethod } from './reference-method.tsx';
import { StatisticEntry } from './statistic-entry.tsx';
import { STATISTIC_GROUPS } from './statistic-methods.ts';

const route = getRouteApi('/methods');
const QUESTION = 'How is each number made?';

/** What a reader needs to trust a number, or to work it out again. */
export function MethodsScreen() {
  const { indicator: asked } = route.useSearch();
  const hash = useLocation({ select: (location) => location.hash });
  const trpc = useTRPC();
  const { data: methods } = useQuery(trpc.methods.get.queryOptions());
  const ready = methods !== undefined;
  useEffect(() => {
    document.title = 'Methods · Lamina';
  }, []);
  // What an address points at is there only once the page is.
  const target = hash === '' ? asked : hash;
  useEffect(() => {
    if (ready && target !== undefined) document.getElementById(target)?.scrollIntoView();
  }, [ready, target]);

  if (methods === undefined) return <ScreenSkeleton question={QUESTION} />;
  const { references, models, modelsSuppressed, modelCountsRounded, dataCutOff } = methods;
  const modelled = new Set(models.map(({ indicatorId }) => indicatorId));
  return (
    <>
      <header>
        <PrintHead words="Methods" dataCutOff={dataCutOff} />
        <h1>{QUESTION}</h1>
        <p className={styles.lead}>
          {formatCount(CATALOGUE.length)} indicators, {formatCount(references.length)} published references,{' '}
          {formatCount(models.length)} case-mix models. This page is written from the same definitions that
          count the cases, so it cannot say anything else.
          {dataCutOff === null ? '' : ` Models are fitted to the data up to ${formatDate(dataCutOff)}.`}
        </p>
      </header>
      <div className={styles.page} data-paper="upright">
        <MethodsContents />
        <div className={styles.entries}>
          <Part
            id="indicators"
            title="Indicators"
            lead="What counts, among whom and for how long. A case is judged once its follow-up is over; what is not reported is never read as “no”."
          >
            {FAMILIES.map((family) => (
              <section key={family.id} aria-label={family.label}>
                <p className={styles.group}>
                  {family.label} <span className={styles.quiet}>{family.question}</span>
                </p>
                {CATALOGUE.filter((indicator) => indicator.family === family.id).map((indicator) => (
                  <IndicatorMethod
                    key={indicator.id}
                    indicator={indicator}
                    references={references}
                    hasModel={modelled.has(indicator.id)}
                  />
                ))}
              </section>
            ))}
          </Part>
          <Part
            id="references"
            title="References"
            lead="Published ranges. A figure gets a verdict only against a reference that shares its definition; others are shown with what keeps them apart."
          >
            {references.map((reference) => (
              <ReferenceMethod key={reference.id} reference={reference} />
            ))}
          </Part>
          <Part
            id="statistics"
            title="Statistics"
            lead="Each is checked against R; how often it is right, or wrong, was worked out or simulated."
          >
            {STATISTIC_GROUPS.map(({ title, methods: listed }) => (
              <section key={title} aria-label={title}>
                <p className={styles.group}>{title}</p>
                {listed.map((method) => (
                  <StatisticEntry key={method.id} method={method} />
                ))}
              </section>
            ))}
          </Part>
          <Part
            id="case-mix"
            title="Case-mix models"
            lead="What each case was expected to risk before its operation, from what was known then. Who operated where, and how, is never part of it."
          >
            {models.length === 0 ? (
              <p className={styles.absent}>
                {modelsSuppressed ??
                  'No model is fitted to the cases that are there. Models are fitted after every import.'}
              </p>
            ) : null}
            {models.map((model) => (
              <CaseMixEntry key={model.indicatorId} model={model} rounded={modelCountsRounded} />
            ))}
          </Part>
        </div>
      </div>
    </>
  );
}

interface PartProps {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}

function Part({ id, title, lead, children }: PartProps) {
  return (
    <section id={id} className={styles.part} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className={styles.partTitle}>
        {title}
      </h2>
      <p className={styles.lead}>{lead}</p>
      {children}
    </section>
  );
}
