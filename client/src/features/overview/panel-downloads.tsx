import { createContext, useContext } from 'react';
import { ChartDownloads, type ChartDownloadsProps } from '../../components/chart-downloads.tsx';

/** Filters, data cut-off and chosen references in words, one sentence each, for what is taken away from the overview. */
export const BasisContext = createContext<readonly string[]>([]);

/** The downloads of a picture of the overview, which say what it is counted from. */
export function PanelDownloads({ provenance, ...rest }: ChartDownloadsProps) {
  const basis = useContext(BasisContext);
  return <ChartDownloads {...rest} provenance={[...basis, ...provenance]} />;
}
