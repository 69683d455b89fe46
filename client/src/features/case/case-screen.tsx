import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { CaseTimeline } from '../../charts/case-timeline.tsx';
import { Notice } from '../../components/notice.tsx';
import { PrintHead } from '../../components/print-head.tsx';
import { formatDate } from '../../lib/format.ts';
import { useTRPC } from '../../lib/trpc.ts';
import { inWords } from '../../lib/words.ts';
import styles from './case-screen.module.css';
import { courseInWords } from './case-sentence.ts';
import { JudgementSection } from './judgement-section.tsx';
import { recordGroups } from './record-groups.ts';
import { RecordSection } from './record-section.tsx';
import { type ReviewAsked, ReviewDrawer } from './review-drawer.tsx';
import { RiskSection } from './risk-section.tsx';
import { ScoreSection } from './score-section.tsx';
import { timelineOf } from './timeline-rows.ts';

const route = getRouteApi('/cases/$caseId');

/** What happened to this patient? */
export function CaseScreen() {
  const caseId = Number(route.useParams().caseId);
  const trpc = useTRPC();
  const readable = Number.isSafeInteger(caseId) && caseId > 0;
  const found = useQuery(trpc.cases.one.queryOptions({ caseId }, { enabled: readable }));
  const reviews = useQuery(trpc.reviews.ofCase.queryOptions({ caseId }, { enabled: readable }));
  const [asked, setAsked] = useState<ReviewAsked | null>(null);
  useEffect(() => {
    document.title = 'Case · Lamina';
  }, []);

  if (!readable) {
    return (
      <>
        <BackToList />
        <Notice title="There is no case at this address">
          <p>Cases have numbers: choose one from the list.</p>
        </Notice>
      </>
    );
  }
  if (found.data === undefined) {
    return (
      <div aria-busy="true">
        <BackToList />
        <h1>Case</h1>
        <p className={styles.about} role="status">
          Looking up the case …
        </p>
      </div>
    );
  }
  const { record, hospital, surgeons, key, contents, judgements, scores, risks, cutOff } = found.data;
  const operated =
    record.operationDate === null ? `in ${record.operationYear}` : `on ${formatDate(record.operationDate)}`;
  const operating = surgeons.find(({ role }) => role === 'operating')?.label;
  const timeline = timelineOf(found.data);
  const course = courseInWords(found.data);
  return (
    <article data-paper="upright">
      <BackToList />
      <PrintHead words={`Case ${key} · ${hospital.label}`} dataCutOff={cutOff} />
      <header className={styles.head}>
        <div>
          <h1>
            {inWords(record.procedure)} {operated}
          </h1>
          <p className={styles.course}>{course}</p>
          <p className={styles.about}>
            Case <span className={styles.key}>{key}</span>, {hospital.label}
            {operating === undefined ? '' : `, ${operating}`}
          </p>
        </div>
        {contents === 'demo' ? <p className={styles.demo}>Invented patient</p> : null}
      </header>
      <section aria-labelledby="timeline" className={styles.section}>
        <h2 id="timeline" className={styles.title}>
          From admission to the last follow-up
        </h2>
        {timeline === null ? (
          <p className={styles.absent}>
            The source gives the year of the operation only, so there are no days to draw.
          </p>
        ) : (
          <figure>
            <CaseTimeline {...timeline} description={`Timeline. ${course}`} />
            <figcaption className={styles.note}>
              Days after the operation, on a square-root scale. Diamond: event, hollow where only its latest
              possible day is known. Triangle: a step of recovery. Circle: questionnaires answered.
            </figcaption>
          </figure>
        )}
      </section>
      <JudgementSection
        judgements={judgements}
        reviews={reviews.data}
        onReview={(indicatorId, stance) => setAsked({ indicatorId, stance })}
      />
      <RiskSection risks={risks} />
      <ScoreSection scores={scores} />
      <RecordSection groups={recordGroups(found.data)} versions={reviews.data?.versions ?? []} />
      <ReviewDrawer
        asked={asked}
        found={found.data}
        surgeons={reviews.data?.surgeons ?? []}
        onClose={() => setAsked(null)}
      />
    </article>
  );
}

/** The address holds the list that the case was chosen from. */
function BackToList() {
  return (
    <p className={`${styles.back} screen-only`}>
      <Link to="/cases" search={true} activeOptions={{ exact: true }}>
        <span aria-hidden="true">← </span>Back to the list
      </Link>
    </p>
  );
}
