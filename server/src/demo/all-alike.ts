import { weighted } from './draws.ts';
import type { DemoHospital, Providers } from './providers.ts';

const USUAL_ADMISSION_THE_DAY_BEFORE = 0.12;

/** The same network if nobody differed but in size, procedures and completeness: whatever stands out in it does so by chance. */
export function allAlike({ hospitals, places }: Providers): Providers {
  const alike = hospitals.map((hospital): DemoHospital => {
    const { fusion, laminectomy, discectomy } = hospital.effects;
    const surgeons = hospital.surgeons.map((surgeon) => ({
      ...surgeon,
      effects: new Float64Array(surgeon.effects.length),
      practice: { duration: 0, minimallyInvasive: 0 },
    }));
    return {
      ...hospital,
      effects: {
        fusion: new Float64Array(fusion.length),
        laminectomy: new Float64Array(laminectomy.length),
        discectomy: new Float64Array(discectomy.length),
      },
      stay: 0,
      admittedDayBefore: USUAL_ADMISSION_THE_DAY_BEFORE,
      promResponse: 0,
      surgeons,
      surgeonChoice: weighted(surgeons.map((surgeon) => [surgeon, surgeon.share])),
    };
  });
  return { hospitals: alike, surgeons: alike.flatMap(({ surgeons }) => surgeons), places };
}
