export interface PictureWords {
  readonly title: string;
  /** Filters, data cut-off, method: one sentence each. */
  readonly provenance: readonly string[];
}

interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** What a style sheet may have set on a shape and a file of its own has to carry, with what a file takes it for unsaid. */
const PROPERTIES = {
  fill: 'rgb(0, 0, 0)',
  'fill-opacity': '1',
  stroke: 'none',
  'stroke-width': '1px',
  'stroke-dasharray': 'none',
  'stroke-opacity': '1',
  opacity: '1',
  'font-size': '',
  'font-weight': '400',
  'text-anchor': 'start',
  'paint-order': 'normal',
} as const;
const SHAPES = 'path, line, rect, circle, text, tspan';

const NAMESPACE = 'http://www.w3.org/2000/svg';
const FONT = 'Inter, system-ui, sans-serif';
const MARGIN = 20;
const TITLE_SIZE = 17;
const TEXT_SIZE = 12;
const LINE = 1.4;
/** Between a caption and its chart's upper edge, where the highest label of a scale may stand. */
const CAPTION = 44;
/** Mean width of a letter as a share of its size. */
const LETTER_WIDTH = 0.55;
/** Dots a picture point, for print. */
const PNG_SCALE = 2;

/**
 * The chart as a file of its own in light colours, under its title and above where it comes from. The parts of a chart stand to each
 * other as on the screen, each under the caption of its figure.
 */
export function svgOf(charts: readonly SVGSVGElement[], { title, provenance }: PictureWords): Picture {
  const parts = charts.map((chart) => ({
    copy: styledCopy(chart),
    caption: charts.length === 1 ? [] : captionOf(chart),
    box: chart.getBoundingClientRect(),
  }));
  const left = Math.min(...parts.map(({ box }) => box.left));
  const top = Math.min(...parts.map(({ box }) => box.top));
  const chartWidth = Math.max(...parts.map(({ box }) => box.right)) - left;
  const chartHeight = Math.max(...parts.map(({ box }) => box.bottom)) - top;
  const width = Math.round(chartWidth) + 2 * MARGIN;
  const titleLines = wrapped(title, chartWidth, TITLE_SIZE);
  const provenanceLines = provenance.flatMap((line) => wrapped(line, chartWidth, TEXT_SIZE));
  const captioned = parts.some(({ caption }) => caption.length > 0);
  const chartTop = MARGIN + titleLines.length * TITLE_SIZE * LINE + (captioned ? CAPTION : 8);
  const wordsTop = chartTop + chartHeight + 20;
  const height = Math.round(wordsTop + provenanceLines.length * TEXT_SIZE * LINE + MARGIN);

  const file = document.createElementNS(NAMESPACE, 'svg');
  setAll(file, { xmlns: NAMESPACE, width, height, viewBox: `0 0 ${width} ${height}`, 'font-family': FONT });
  const heading = document.createElementNS(NAMESPACE, 'title');
  heading.textContent = title;
  const ground = document.createElementNS(NAMESPACE, 'rect');
  setAll(ground, { width, height, fill: '#ffffff' });
  file.append(heading, ground, ...textLines(titleLines, MARGIN, MARGIN, TITLE_SIZE, '#0f172a', 600));
  for (const { copy, caption, box } of parts) {
    const x = MARGIN + box.left - left;
    const y = chartTop + box.top - top;
    setAll(copy, { x, y, width: box.width, height: box.height, overflow: 'visible' });
    file.append(...textLines(caption, x, y - CAPTION, TEXT_SIZE, '#0f172a', 600), copy);
  }
  file.append(...textLines(provenanceLines, MARGIN, wordsTop, TEXT_SIZE, '#4b5a6e', 400));
  return { svg: new XMLSerializer().serializeToString(file), width, height };
}

/** 'Fusion · 6,799 cases': what the figure around a chart is called. */
function captionOf(chart: SVGSVGElement): string[] {
  const words = chart.closest('figure')?.querySelector('figcaption')?.children ?? [];
  const caption = [...words].map((part) => part.textContent).join(' · ');
  return caption === '' ? [] : [caption];
}

/** Rejects when the browser cannot draw the picture. */
export async function pngOf({ svg, width, height }: Picture): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = width * PNG_SCALE;
  canvas.height = height * PNG_SCALE;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) =>
      blob === null ? reject(new Error('The browser could not draw the picture.')) : resolve(blob),
    );
  });
}

/** A copy in which every shape carries the style that it has on a light ground. */
function styledCopy(chart: SVGSVGElement): SVGSVGElement {
  const stage = document.createElement('div');
  stage.dataset.mantineColorScheme = 'light';
  stage.style.cssText = 'position:absolute;inset:0 auto auto -99999px;';
  const copy = chart.cloneNode(true) as SVGSVGElement;
  stage.append(copy);
  chart.parentElement?.append(stage);
  for (const shape of copy.querySelectorAll<SVGElement>(SHAPES)) {
    const style = getComputedStyle(shape);
    const isText = shape.matches('text, tspan');
    const said = Object.entries(PROPERTIES).flatMap(([name, unsaid]) => {
      const value = style.getPropertyValue(name);
      return value === unsaid || (!isText && /^(font|text)-/.test(name)) ? [] : [[name, value] as const];
    });
    for (const name of Object.keys(PROPERTIES)) shape.removeAttribute(name);
    setAll(shape, Object.fromEntries(said));
  }
  for (const element of copy.querySelectorAll('[class], [tabindex]')) {
    element.removeAttribute('class');
    element.removeAttribute('tabindex');
  }
  stage.remove();
  copy.removeAttribute('class');
  copy.removeAttribute('style');
  return copy;
}

function textLines(
  lines: readonly string[],
  left: number,
  top: number,
  size: number,
  colour: string,
  weight: number,
): SVGTextElement[] {
  return lines.map((line, index) => {
    const text = document.createElementNS(NAMESPACE, 'text');
    const y = top + size + index * size * LINE;
    setAll(text, { x: left, y, 'font-size': size, 'font-weight': weight, fill: colour });
    text.textContent = line;
    return text;
  });
}

function setAll(element: SVGElement, attributes: Readonly<Record<string, string | number>>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
}

function wrapped(text: string, width: number, size: number): string[] {
  const most = Math.max(20, Math.floor(width / (size * LETTER_WIDTH)));
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > most) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}
