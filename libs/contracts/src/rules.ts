/**
 * How a rule is kept. `refuse`: the command fails with a problem that names it; `flag`: the fact stands and somebody is told;
 * `compute`: a figure or an order follows from facts; `show`: somebody sees it, and only who may.
 */
export type RuleKind = 'refuse' | 'flag' | 'compute' | 'show';

export interface Rule {
  readonly kind: RuleKind;
  /** What it asks, in one sentence. */
  readonly asks: string;
}

const rule = (kind: RuleKind, asks: string): Rule => ({ kind, asks });

/** The rules of the region that are built. `docs/rules.md` is made from them and from the code and tests that name them. */
export const rules = {
  'CAP-1': rule('refuse', 'Every referral for residential care comes in through the CAP.'),
  'CAP-2': rule(
    'refuse',
    'Only legal referrers submit; the crisis team and acute mental health care only in a crisis.',
  ),
  'CAP-3': rule(
    'refuse',
    'A stay starts only on an accepted proposal; what happens without one is a bypass, kept and shown.',
  ),
  'CAP-4': rule(
    'refuse',
    'What the region agrees is policy with a day from which it holds; of the phases, execution is built.',
  ),
  'CAP-5': rule('refuse', 'Running stays are taken stock of once, when a provider joins, and until its term ends.'),
  'CPY-1': rule('show', 'Every provider reports the availability of its own units, and all of them are shown live.'),
  'CPY-2': rule(
    'refuse',
    'A report that contradicts itself or an agreement in force is refused; the last good one stands.',
  ),
  'CPY-3': rule(
    'refuse',
    'Reports of a unit apply in the order in which they were observed; a repeat changes nothing.',
  ),
  'CPY-4': rule('flag', 'Free is in operation less occupied less promised; below zero the unit is overcommitted.'),
  'CPY-5': rule('flag', 'A unit that was not heard of within the reporting term is stale.'),
  'CPY-6': rule('show', 'Waiting times are reported with the availability, and shown with it.'),
  'CPY-10': rule('compute', 'Places taken by young people of other regions are occupied, and counted apart.'),
  'REF-5': rule('refuse', 'The desk triages each referral, with a reason, and the referrer sees it at once.'),
  'MAT-1': rule('refuse', 'Hard criteria exclude a unit.'),
  'MAT-2': rule('compute', 'Soft criteria rank what is left, each with a weight that is policy.'),
  'MAT-3': rule('compute', 'A place that fits goes before a place that is free.'),
  'MAT-4': rule('compute', 'Every ranking explains itself, and the same input gives the same ranking.'),
  'MAT-8': rule('compute', 'Nearness counts in bands of distance that are policy.'),
  'PRP-1': rule('refuse', 'A place is promised to one young person at a time.'),
  'PRP-2': rule('refuse', 'A proposal has a deadline by urgency, and expires by itself.'),
  'PRP-3': rule('refuse', 'A decline has a reason and an explanation; "no place" is none while there is a place.'),
  'PRP-4': rule('show', 'Before it accepts, a provider sees what it needs to judge fit, not who the young person is.'),
  'STY-1': rule('refuse', 'A stay is planned, started on the day of admission that the provider confirms, and ended.'),
  'STY-2': rule('refuse', 'A stay ends with a reason and a destination; its place is free at that moment.'),
  'STY-3': rule('refuse', 'One young person has one full-time stay at a time.'),
  'CRI-1': rule('refuse', 'A crisis stay lasts four weeks at most.'),
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof rules;
