import { formatDate } from '../lib/format.ts';

export interface PrintHeadProps {
  /** What is shown of what: the filter as one line. */
  readonly words: string;
  readonly dataCutOff: string | null;
}

/** The head of every sheet of paper: what is shown, up to which day, and which sheet it is. */
export function PrintHead({ words, dataCutOff }: PrintHeadProps) {
  const head = `Lamina · ${words}${dataCutOff === null ? '' : ` · Data up to ${formatDate(dataCutOff)}`}`;
  // A browser that cannot write into the margin of a sheet has the words at the top of the first.
  if (!writesIntoMargins()) return <p className="print-only">{head}</p>;
  return (
    <style>{`@page { @top-left { content: ${quoted(head)}; ${LOOK} } @top-right { content: ${PAGES}; ${LOOK} } }`}</style>
  );
}

const LOOK =
  'font: 8pt Inter, system-ui, sans-serif; color: #333; vertical-align: bottom; padding-bottom: 4mm;';
const PAGES = '"Page " counter(page) " of " counter(pages)';

function writesIntoMargins(): boolean {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('@page { @top-left { content: "" } }');
  return (sheet.cssRules[0]?.cssText ?? '').includes('@top-left');
}

/** A text as CSS has it between quotes; nothing in it ends the style element. */
function quoted(text: string): string {
  return `"${text.replaceAll(/["\\<\n]/g, (character) => `\\${character.codePointAt(0)?.toString(16)} `)}"`;
}
