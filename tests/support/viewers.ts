import type { Viewer } from '@lamina/shared/domain/viewer.ts';

/** Sees every case. */
export const qualityLead: Viewer = {
  personId: null,
  name: 'test',
  role: 'quality-lead',
  hospitals: 'all',
  surgeon: null,
};
