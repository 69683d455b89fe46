import type { FilterOptions } from '@lamina/shared/contract/overview.ts';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { withFilter, without } from '../lib/address.ts';
import { filterInWords } from '../lib/filter-fields.ts';
import { formatDate } from '../lib/format.ts';
import { asksForMore } from '../lib/published-filter.ts';
import { chosenReferences, referenceCountInWords, referenceSentences } from '../lib/reference-words.ts';
import type { ScreenAddress } from '../lib/screen-address.ts';
import { FilterBar } from './filter-bar.tsx';
import { NoCases } from './no-cases.tsx';
import { NotPublished } from './not-published.tsx';
import { Notice } from './notice.tsx';
import { ReferenceChip } from './reference-chip.tsx';
import { type CountedCases, ScreenHead } from './screen-head.tsx';
import { ScreenSkeleton } from './screen-skeleton.tsx';
import { Stale } from './stale.tsx';
import { UnreadAddress } from './unread-address.tsx';

/** What a screen shows below its filters, once there is something to show. */
export interface ShownCases<Counted> {
  readonly counted: Counted;
  readonly options: FilterOptions;
  readonly filterWords: string;
  /** Filters and data cut-off, one sentence each. */
  readonly basis: readonly string[];
}

export interface FilteredScreenProps<Counted extends CountedCases> {
  /** As the rail and the window call it. */
  readonly name: string;
  readonly question: string;
  readonly address: ScreenAddress;
  /** Undefined while they are on their way. */
  readonly options: FilterOptions | undefined;
  readonly counted: Counted | undefined;
  /** Whether what is counted belongs to the filter before this one. */
  readonly stale: boolean;
  /** Instead of the question and what is counted. */
  readonly head?: (shown: ShownCases<Counted>) => ReactNode;
  /** The references that its figures may be compared with, on a screen that compares: their choice is a chip of the filter bar. */
  readonly references?: (
    counted: Counted | undefined,
  ) => readonly { readonly id: string; readonly label: string }[];
  /** Further chips of the filter bar. */
  readonly chips?: ReactNode;
  /** Choices of this screen, under the filters. */
  readonly controls?: (shown: ShownCases<Counted>) => ReactNode;
  /** What has to be said before anything is counted: in place of the figures when it is something. */
  readonly first?: (options: FilterOptions) => ReactNode;
  readonly children: (shown: ShownCases<Counted>) => ReactNode;
}

/** Every screen with filters: loading, no cases at all, none under these filters, or its figures. A failure is the router's. */
export function FilteredScreen<Counted extends CountedCases>({
  name,
  question,
  address: { search, filter, go, prepare },
  options,
  counted,
  stale,
  head,
  references,
  chips,
  controls,
  first,
  children,
}: FilteredScreenProps<Counted>) {
  useEffect(() => {
    document.title = `${name} · Lamina`;
  }, [name]);

  if (options === undefined) return <ScreenSkeleton question={question} />;
  const instead = first?.(options) ?? null;
  if (instead === null && counted === undefined) return <ScreenSkeleton question={question} />;
  if (counted?.contents === 'empty') return <NothingYet question={question} />;

  const change = (changed: typeof filter) => go(withFilter(search, changed));
  const prepareFilter = prepare && ((changed: typeof filter) => prepare(withFilter(search, changed)));
  const chosen =
    references === undefined ? [] : chosenReferences(search.references ?? {}, references(counted));
  const bar = (
    <>
      {search.unread === undefined ? null : (
        <UnreadAddress names={search.unread} onDismiss={() => go(without(search, 'unread'))} />
      )}
      <FilterBar
        filter={filter}
        options={options}
        rebases={search.rebase ?? []}
        onChange={change}
        onPrepare={prepareFilter}
      >
        {references === undefined ? null : (
          <ReferenceChip chosen={chosen} onReset={() => go(without(search, 'references'))} />
        )}
        {chips}
      </FilterBar>
    </>
  );
  if (instead !== null || counted === undefined) {
    return (
      <>
        <ScreenHead question={question} />
        {bar}
        {instead}
      </>
    );
  }
  if (asksForMore(filter, options)) {
    return (
      <>
        <ScreenHead question={question} />
        {bar}
        <NotPublished filter={filter} options={options} onClear={change} />
      </>
    );
  }
  const filterWords = filterInWords(filter, options) + referenceCountInWords(chosen);
  const cutOff = counted.dataCutOff === null ? [] : [`Data up to ${formatDate(counted.dataCutOff)}.`];
  const shown = {
    counted,
    options,
    filterWords,
    basis: [`${filterWords}.`, ...cutOff, ...referenceSentences(chosen)],
  };
  return (
    <>
      {head?.(shown) ?? <ScreenHead question={question} counted={counted} filterWords={filterWords} />}
      {bar}
      {controls?.(shown)}
      <Stale stale={stale}>
        {counted.cases === 0 ? (
          <NoCases filter={filter} options={options} onLoosen={change} />
        ) : (
          children(shown)
        )}
      </Stale>
    </>
  );
}

function NothingYet({ question }: { readonly question: string }) {
  return (
    <>
      <h1>{question}</h1>
      <Notice title="There are no cases yet">
        <p>
          <Link to="/">The overview</Link> says how to import some.
        </p>
      </Notice>
    </>
  );
}
