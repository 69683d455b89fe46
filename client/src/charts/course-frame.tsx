import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useId,
  useState,
} from 'react';
import heard from '../components/heard.module.css';
import styles from './course-frame.module.css';
import { useDrawnWidth } from './drawn-width.ts';
import { PointOverlay } from './point-overlay.tsx';

export interface CourseSpot {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  /** Its name first; as the tooltip lists it and a screen reader says it. */
  readonly words: readonly string[];
}

export interface CourseFrameProps {
  /** What is drawn, for those who do not see it. */
  readonly label: string;
  readonly height: number;
  /** Given the width, where the points lie, from left to right. */
  readonly place: (width: number) => readonly CourseSpot[];
  readonly selected?: string | undefined;
  readonly onSelect?: (key: string | undefined) => void;
  /** The picture for a width. */
  readonly children: (width: number) => ReactNode;
}

const LEAP = 10;

/**
 * Around a chart whose points run from left to right: the arrow keys go from point to point, Page Up and Down by ten, Enter
 * chooses; the pointer takes the nearest one.
 */
export function CourseFrame({ label, height, place, selected, onSelect, children }: CourseFrameProps) {
  const { ref, width } = useDrawnWidth();
  const [active, setActive] = useState<number | null>(null);
  const optionId = useId();
  const spots = width === 0 ? [] : place(width);
  const chosen = spots.findIndex(({ key }) => key === selected);
  const spoken = spots[active ?? (chosen >= 0 ? chosen : spots.length - 1)];
  const spot = active === null ? undefined : spots[active];
  const ring = spots[chosen];

  function nearest(event: PointerEvent<HTMLDivElement> | React.MouseEvent<HTMLDivElement>): number | null {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    let found: number | null = null;
    let least = Number.POSITIVE_INFINITY;
    spots.forEach((one, index) => {
      const distance = Math.abs(one.x - x);
      if (distance < least) [found, least] = [index, distance];
    });
    return found;
  }

  function choose(index: number) {
    const key = spots[index]?.key;
    onSelect?.(key === selected ? undefined : key);
  }

  function move(event: KeyboardEvent<HTMLDivElement>) {
    const last = spots.length - 1;
    const at = active ?? (chosen >= 0 ? chosen : last + 1);
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: at + 1,
      ArrowUp: at + 1,
      ArrowLeft: at - 1,
      ArrowDown: at - 1,
      PageUp: at + LEAP,
      PageDown: at - LEAP,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target !== undefined) {
      event.preventDefault();
      setActive(Math.min(Math.max(target, 0), last));
    } else if ((event.key === 'Enter' || event.key === ' ') && active !== null) {
      event.preventDefault();
      choose(active);
    } else if (event.key === 'Escape') setActive(null);
  }

  const keys =
    onSelect === undefined
      ? 'Arrow keys go from point to point.'
      : 'Arrow keys go from point to point, Enter selects.';
  return (
    <div
      ref={ref}
      className={styles.frame}
      style={{ '--height': `${height}px` } as CSSProperties}
      role="listbox"
      tabIndex={0}
      aria-label={`${label} ${keys}`}
      aria-activedescendant={spoken === undefined ? undefined : optionId}
      data-selectable={onSelect !== undefined}
      onKeyDown={move}
      onBlur={() => setActive(null)}
      onPointerMove={(event) => setActive(nearest(event))}
      onPointerLeave={() => setActive(null)}
      onClick={(event) => {
        const found = nearest(event);
        if (found !== null) choose(found);
      }}
    >
      {width === 0 ? null : (
        <svg
          data-chart=""
          className={styles.chart}
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
          aria-hidden="true"
        >
          {children(width)}
        </svg>
      )}
      <PointOverlay width={width} height={height} chosen={ring} active={spot} />
      {spoken === undefined ? null : (
        <span
          id={optionId}
          role="option"
          tabIndex={-1}
          aria-selected={spoken.key === selected}
          className={heard.heard}
        >
          {spoken.words.map((words) => (words.endsWith('.') ? words : `${words}.`)).join(' ')}
        </span>
      )}
    </div>
  );
}
