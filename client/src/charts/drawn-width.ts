import { useElementSize } from '@mantine/hooks';
import { usePrinting } from '../lib/printing.ts';

/** A sheet of A4 between its margins, in pixels: a browser measures nothing anew for paper, and would shrink letters with the picture. */
const SHEET = 700;

/** How wide a chart is drawn: as wide as its place, on paper no wider than a sheet. */
export function useDrawnWidth() {
  const { ref, width } = useElementSize();
  const onPaper = usePrinting();
  return { ref, width: onPaper ? Math.min(width, SHEET) : width, onPaper };
}
