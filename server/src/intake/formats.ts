import type { Format } from './format.ts';
import { CDPH_SSI } from './formats/cdph-ssi.ts';
import { INCA } from './formats/inca.ts';
import { LAMINA_CSV } from './formats/lamina-csv.ts';
import { SPARCS } from './formats/sparcs.ts';

/** Every format, in the order in which they are listed to people and tried on a header. */
export const FORMATS: readonly Format[] = [LAMINA_CSV, SPARCS, INCA, CDPH_SSI];
