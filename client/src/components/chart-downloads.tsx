import { Popover } from '@mantine/core';
import { useState } from 'react';
import { type CsvTable, csvOf } from '../lib/csv.ts';
import { pngOf, svgOf } from '../lib/picture-file.ts';
import { saveFile } from '../lib/save-file.ts';
import styles from './chart-frame.module.css';

export interface ChartDownloadsProps {
  readonly title: string;
  readonly provenance: readonly string[];
  readonly fileName: string;
  readonly data: () => CsvTable;
  /** The chart as it stands, in one or several parts; none while the table is shown instead. */
  readonly charts: () => readonly SVGSVGElement[];
}

/** Picture and numbers as files that say by themselves what they show and where it comes from. */
export function ChartDownloads({ title, provenance, fileName, data, charts }: ChartDownloadsProps) {
  const [opened, setOpened] = useState(false);
  const drawn = opened ? charts() : [];
  const words = { title, provenance };

  function save(ending: string, contents: Blob) {
    saveFile(`${fileName}.${ending}`, contents);
    setOpened(false);
  }

  return (
    <Popover
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      trapFocus
      returnFocus
      shadow="none"
      offset={6}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <button
          type="button"
          className={styles.tool}
          aria-haspopup="dialog"
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          Download
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles.menu ?? ''} aria-label="Download">
        <button
          type="button"
          className={styles.item}
          disabled={drawn.length === 0}
          onClick={() => {
            save('svg', new Blob([svgOf(drawn, words).svg], { type: 'image/svg+xml' }));
          }}
        >
          Picture, to scale (SVG)
        </button>
        <button
          type="button"
          className={styles.item}
          disabled={drawn.length === 0}
          onClick={async () => {
            save('png', await pngOf(svgOf(drawn, words)));
          }}
        >
          Picture (PNG)
        </button>
        <button
          type="button"
          className={styles.item}
          onClick={() =>
            save('csv', new Blob([csvOf(data(), [title, ...provenance])], { type: 'text/csv;charset=utf-8' }))
          }
        >
          Numbers (CSV)
        </button>
      </Popover.Dropdown>
    </Popover>
  );
}
