import { useEffect, useRef } from 'react';

/** So long a pointer or the focus rests on a choice that is meant, in milliseconds; what is only passed is left alone. */
const REST = 50;

export interface PointAhead {
  readonly onPointerEnter: () => void;
  readonly onPointerLeave: () => void;
  readonly onPointerDown: () => void;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
}

/** Handlers for a choice: `prepare` is called when the reader is about to take it. */
export function usePointAhead(): (prepare: (() => void) | undefined) => Partial<PointAhead> {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const forget = () => clearTimeout(timer.current);
  return (prepare) => {
    if (prepare === undefined) return {};
    const rest = () => {
      forget();
      timer.current = setTimeout(prepare, REST);
    };
    return {
      onPointerEnter: rest,
      onPointerLeave: forget,
      onPointerDown: () => {
        forget();
        prepare();
      },
      onFocus: rest,
      onBlur: forget,
    };
  };
}
