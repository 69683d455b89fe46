export interface StatisticMethod {
  readonly id: string;
  readonly name: string;
  /** What figures that are made by it say of themselves. */
  readonly carriedBy: readonly string[];
  readonly use: string;
  readonly formula: readonly string[];
  readonly where: string;
  readonly source: string;
  /** What is known of how it behaves: docs/calibration.md, or its assumptions where nothing was simulated. */
  readonly behaviour: string;
}

export interface StatisticGroup {
  readonly title: string;
  readonly methods: readonly StatisticMethod[];
}

/** How every figure, limit and verdict is calculated. Coverages and false flags are those of docs/calibration.md. */
export const STATISTIC_GROUPS: readonly StatisticGroup[] = [
  {
    title: 'Intervals',
    methods: [
      {
        id: 'wilson',
        name: 'Wilson score interval of a proportion',
        carriedBy: ['Wilson score', 'Wilson score / expected'],
        use: 'Every rate, and the ratio of a frequent event to what its case mix leads to expect (then divided by the expected share).',
        formula: ['(2k + z² ∓ z √(z² + 4k (1 − k/n))) / (2 (n + z²))'],
        where: 'k events in n cases; z = 1.96 for 95 %.',
        source: 'Wilson 1927, JASA 22:209; Newcombe 1998, Stat Med 17:857, method 3.',
        behaviour:
          'Covers the true proportion 95.0–95.5 % of the time on average; at one true proportion as rarely as 83.8 % with 10 cases, 91.0 % with 100. Cases are taken as independent.',
      },
      {
        id: 'order-statistics',
        name: 'Median with its exact interval',
        carriedBy: ['exact, from order statistics'],
        use: 'Nights in hospital.',
        formula: ['x₍k₎ to x₍n+1−k₎, k the 2.5 % quantile of Binomial(n, ½)'],
        where: 'x₍k₎ is the k-th shortest of n stays.',
        source: 'Conover 1999, Practical Nonparametric Statistics, 3rd edition.',
        behaviour:
          'Assumes no shape of the distribution. Covers the true median at least 95 % of the time; with fewer than 6 cases there is no interval.',
      },
      {
        id: 'student-t',
        name: 'Student’s t interval of a mean',
        carriedBy: ['Student’s t'],
        use: 'Mean change of a score.',
        formula: ['x̄ ∓ t₍n−1₎ s / √n'],
        where: 'x̄ the mean and s the standard deviation of n changes; t the 97.5 % quantile.',
        source: 'Student 1908, Biometrika 6:1.',
        behaviour:
          'Right for changes that are roughly normal, and for any changes once cases are many. It says nothing of patients who did not answer.',
      },
      {
        id: 'welch-t',
        name: 'Welch’s interval of a difference of means',
        carriedBy: ['Welch’s t'],
        use: 'Two groups of patients beside each other.',
        formula: ['x̄₁ − x̄₂ ∓ t √(s₁²/n₁ + s₂²/n₂)'],
        where: 't with Welch–Satterthwaite degrees of freedom.',
        source: 'Welch 1947, Biometrika 34:28.',
        behaviour: 'Allows for groups of different size and spread. A difference is an association.',
      },
      {
        id: 'mid-p-poisson',
        name: 'Observed over expected, mid-P interval',
        carriedBy: ['mid-P Poisson', 'Poisson mid-P (as NHSN)'],
        use: 'O/E of rare events, adjusted for case mix.',
        formula: [
          'O / E',
          'limits: the means λ at which P(X > O) + ½ P(X = O) is 97.5 % and 2.5 %, divided by E',
        ],
        where: 'O events where E were expected; X is Poisson of mean λ. No ratio is given under E = 1.',
        source: 'Rothman & Boice 1979; as the CDC’s NHSN prints its standardised infection ratio.',
        behaviour:
          'Covers 95.3 % of the time on average, at least 91.7 %. E is taken as known without error, so limits are a little short.',
      },
      {
        id: 'miettinen-nurminen',
        name: 'Miettinen–Nurminen score interval of a ratio',
        carriedBy: ['Miettinen–Nurminen score, over the ratio of expected rates'],
        use: 'The ratio of two rates, after each was divided by what its case mix leads to expect.',
        formula: ['all R with (p̂₁ − R p̂₂)² / V(R) ≤ z²'],
        where: 'V(R) the variance of that difference if R were the true ratio, times N / (N − 1).',
        source: 'Miettinen & Nurminen 1985, Stat Med 4:213.',
        behaviour: 'Covers 95.0–97.2 % of the time in samples of 30 to 100.',
      },
      {
        id: 'newcombe',
        name: 'Newcombe’s interval of a difference of proportions',
        carriedBy: ['Newcombe'],
        use: 'Two rates beside each other.',
        formula: ['d − √((p̂₁ − l₁)² + (u₂ − p̂₂)²) to d + √((u₁ − p̂₁)² + (p̂₂ − l₂)²)'],
        where: 'd the difference; l and u the Wilson limits of each rate.',
        source: 'Newcombe 1998, Stat Med 17:873, method 10.',
        behaviour: 'Covers 96.4–99.3 % of the time in samples of 30 to 100 with rates of 2–10 %.',
      },
      {
        id: 'aalen-johansen',
        name: 'Cumulative incidence with death competing',
        carriedBy: ['log-log (Aalen–Johansen)'],
        use: 'Return to theatre over time, where not everybody was followed for equally long.',
        formula: ['F(t) = Σ S(t₍i−1₎) dᵢ / nᵢ', 'limits on the scale log(−log(1 − F))'],
        where: 'dᵢ events among nᵢ still followed at tᵢ; S the share free of event and death until then.',
        source: 'Aalen & Johansen 1978, Scand J Stat 5:141.',
        behaviour: 'Assumes that those who were followed for less time do not differ. Checked against R.',
      },
    ],
  },
  {
    title: 'Against a reference',
    methods: [
      {
        id: 'reference-verdict',
        name: 'Verdict on a rate against a reference range',
        carriedBy: [],
        use: 'Below, within or above the reference; or too few cases to tell.',
        formula: [
          'upper limit < low end: below',
          'lower limit > high end: above',
          'both limits inside: within',
          'otherwise: too few cases to tell',
        ],
        where: 'The limits are those of the 95 % interval of the figure.',
        source: 'Schuirmann 1987, J Pharmacokinet Biopharm 15:657; Altman & Bland 1995, BMJ 311:485.',
        behaviour:
          '“Above” is wrong for at most about 2.5 % of those whose true rate is at the high end, and “below” likewise. “Within” is a finding and not the absence of one.',
      },
      {
        id: 'detectable-rate',
        name: 'What a caseload can show',
        carriedBy: ['exact binomial power'],
        use: 'My outcomes: the rate that so many cases would probably reveal, so that silence is not read as proof.',
        formula: [
          'c = the smallest count with P(X ≥ c | n, p₀) ≤ 2.5 %',
          'the rate p₁ at which P(X ≥ c | n, p₁) = 80 %',
        ],
        where:
          'X is binomial; p₀ the middle of the reference, or else the rate of all under the same filters.',
        source: 'Chernick & Liu 2002, Am Stat 56:149 (exact power and its saw-tooth).',
        behaviour: 'Exact: no approximation is made. The true rate is taken to be one rate for all cases.',
      },
    ],
  },
  {
    title: 'Between hospitals or surgeons',
    methods: [
      {
        id: 'funnel',
        name: 'Funnel limits and classification',
        carriedBy: [],
        use: 'Who differs beyond chance. The curves are drawn; the verdict on a point is the exact tail of its count.',
        formula: [
          'above, alert: P(X ≥ O) ≤ 2.5 %; alarm: ≤ 0.1 %',
          'below, alert: P(X ≤ O) ≤ 2.5 %; alarm: ≤ 0.1 %',
        ],
        where: 'X is binomial for a rate, Poisson of mean E for O/E, about the centre of all cases shown.',
        source: 'Spiegelhalter 2005, Stat Med 24:1185; Seaton & Manktelow 2012, BMC Med Res Methodol 12:98.',
        behaviour:
          'With nothing but chance the exact tail flags 1.4–2.4 % above the 95 % limit (nominal 2.5 %), never more. The interpolated curve alone would flag 3.2–8.0 %.',
      },
      {
        id: 'overdispersion',
        name: 'Spread between providers allowed for',
        carriedBy: [],
        use: 'When hospitals differ for reasons that are nobody’s signal, limits widen by the spread that is usual.',
        formula: ['variance of a point = chance + τ²', 'τ² = max(0, (I φ − (I − 1)) / (Σw − Σw²/Σw))'],
        where: 'φ the mean squared z-score of I providers, w the inverse of their variance by chance.',
        source: 'Spiegelhalter 2005, Qual Saf Health Care 14:347; DerSimonian & Laird 1986.',
        behaviour:
          'With 20 or more events expected a provider, 4.1–4.4 % are flagged beyond 95 % where 5 % are meant; without τ² it would be 13–25 %. Under about 5 expected events τ² cannot be estimated well.',
      },
      {
        id: 'shrinkage',
        name: 'Steadied rates and reliability',
        carriedBy: ['beta-binomial shrinkage'],
        use: 'My outcomes: colleagues as a band without names, in which small caseloads do not stand out only for being small.',
        formula: ['steadied rate = (k + α) / (n + α + β)', 'reliability = n / (n + α + β)'],
        where:
          'k events in n cases of one surgeon; α and β fitted to all surgeons by maximum likelihood. The band is the 10th to 90th percentile of the steadied rates of the others who have enough cases; a surgeon is told their quartiles instead, of at least 10 others with 11 cases or more each, to half a percentage point.',
        source: 'Casella 1985, Am Stat 39:83; Adams 2009, RAND TR-653.',
        behaviour:
          'Takes surgeons to differ at random about one mean. Under a reliability of 0.7 comparisons are customarily not published. Checked against R (VGAM).',
      },
    ],
  },
  {
    title: 'Over time',
    methods: [
      {
        id: 'control-charts',
        name: 'Control-chart limits',
        carriedBy: [],
        use: 'What a month or quarter can be by chance while nothing changes. The chart is chosen from the data and says why.',
        formula: [
          'rates (p): p̄ ∓ 3 √(p̄ (1 − p̄) / n)',
          'many cases (Laney p′): the same, times mean |zᵢ − z₍i−1₎| / 1.128',
          'one value a period (XmR): x̄ ∓ 3 mean moving range / 1.128',
          'rare events (g): cases between events, limits of the geometric distribution',
        ],
        where: 'p̄ over all periods of the phase, n the cases of the period.',
        source:
          'Montgomery; Provost & Murray, The Health Care Data Guide; Laney 2002, Quality Engineering 14:531.',
        behaviour:
          'A point beyond 3 sigma happens about once in 370 by chance where values are roughly normal; more often where events are few, which is why rare events get their own chart.',
      },
      {
        id: 'spc-rules',
        name: 'Special causes',
        carriedBy: [],
        use: 'When a course has changed rather than varied.',
        formula: [
          'astronomical: a point beyond 3 sigma',
          'shift: 7 points in a row on one side of the centre line',
          'trend: 6 points in a row rising, or falling',
          'two in three: 2 of 3 points beyond 2 sigma on one side',
        ],
        where: 'Periods whose follow-up is not over are drawn and not judged.',
        source: 'NHS England, Making Data Count.',
        behaviour:
          'Each rule adds false alarms of its own: a given run of 7 has a chance of 1.6 %. Points are taken as independent.',
      },
      {
        id: 'vlad',
        name: 'Expected less observed events (VLAD)',
        carriedBy: [],
        use: 'The story of a series of cases, in events fewer or more than expected.',
        formula: ['V(t) = Σ (riskᵢ − outcomeᵢ) over the first t cases'],
        where: 'The risk is that of the case’s case mix; the outcome 1 or 0.',
        source: 'Lovegrove et al. 1997, Lancet 350:1128.',
        behaviour:
          'Has no valid limits of its own and so gives no signal. It wanders by chance; the CUSUM says when that no longer explains it.',
      },
      {
        id: 'cusum',
        name: 'Risk-adjusted CUSUM',
        carriedBy: [],
        use: 'When chance no longer explains a run of events, case by case.',
        formula: [
          'S(t) = max(0, S(t−1) + W(t))',
          'event: W = ln(2 / (1 + r)); no event: W = ln(1 / (1 + r))',
          'signal: S(t) ≥ h',
        ],
        where:
          'r the risk of the case, tuned to find doubled odds; h is simulated for the case mix so that false alarms are as rare as the chart says.',
        source: 'Steiner et al. 2000, Biostatistics 1:441.',
        behaviour:
          'Run lengths in control came within 3.8 % of those asked for. At a base rate of 1.5 % doubled odds are found after 256 cases on average, at 4.5 % after 88.',
      },
    ],
  },
  {
    title: 'Adjustment',
    methods: [
      {
        id: 'case-mix',
        name: 'Expected risk and adjusted rate',
        carriedBy: [],
        use: 'Comparing providers whose patients differ, with the whole that the model was fitted to.',
        formula: ['ln(risk / (1 − risk)) = β₀ + Σ βⱼ xⱼ', 'adjusted rate = O / E × overall rate'],
        where:
          'E the sum of the risks of the cases. Fitted by maximum likelihood, or by Firth’s likelihood where there are fewer than 10 events a coefficient.',
        source:
          'Steyerberg 2019, Clinical Prediction Models; Firth 1993; Puhr et al. 2017, Stat Med 36:2302.',
        behaviour:
          'Adjusts for what is recorded before the operation and nothing else. Two adjusted rates compare each with the whole, not with one another. How each model does is shown below.',
      },
    ],
  },
];
