/**
 * The figures that the region sets, with the defaults of a new installation and the bounds within which a change is
 * accepted. Code holds no other number of the domain. Each default is ours unless the rule's source gives it.
 */
export const policyDefaults = {
  /** PRP-2: hours that a proposal waits for its answer. */
  'proposal-term-crisis-hours': { value: 1, min: 1, max: 24 },
  'proposal-term-urgent-hours': { value: 24, min: 1, max: 168 },
  /** PRP-2: working days, at the same clock time. */
  'proposal-term-regular-working-days': { value: 5, min: 1, max: 30 },
  /** CPY-5: hours after which a unit that was not heard of is stale. */
  'reporting-term-hours': { value: 24, min: 1, max: 336 },
  /** CPY-3: minutes that a report may be ahead of its receipt. */
  'report-ahead-minutes': { value: 2, min: 0, max: 60 },
  /** CAP-5: days after joining in which running stays may be registered as inherited. */
  'stock-take-term-days': { value: 60, min: 1, max: 366 },
  /** STY-1: days after the planned day at which a stay that has not started is brought to the desk. */
  'stay-start-term-days': { value: 3, min: 0, max: 60 },
  /** STY-1: most days from the acceptance of a proposal to the planned day. */
  'planned-start-most-days': { value: 90, min: 1, max: 366 },
  /** CRI-1: most days of a crisis stay, the day of admission included (source: 000, 001). */
  'crisis-stay-days': { value: 28, min: 1, max: 28 },
  /** MAT-8: upper bounds in kilometres of the bands near, in the region, further. */
  'distance-bands-km': { value: [5, 10, 20], min: 1, max: 100 },
  /** MAT-2: weights of the soft criteria; together they are the whole score. */
  'weight-distance': { value: 50, min: 0, max: 100 },
  'weight-family-like': { value: 30, min: 0, max: 100 },
  'weight-language': { value: 20, min: 0, max: 100 },
  /** CPY-4: hours that a unit may be overcommitted before the desk is alarmed. */
  'overcommitted-grace-hours': { value: 2, min: 0, max: 72 },
  /** CAP-3: hours that an occupancy may stand that the known stays do not explain. */
  'unexplained-occupancy-term-hours': { value: 24, min: 1, max: 336 },
} as const satisfies Record<string, { value: number | readonly number[]; min: number; max: number }>;

export type PolicyKey = keyof typeof policyDefaults;
export const policyKeys = Object.keys(policyDefaults) as PolicyKey[];

/** The value of each key that is in force on one day, with the version (number of the newest change in force). */
export type Policy = { readonly version: number } & {
  readonly [K in PolicyKey]: (typeof policyDefaults)[K]['value'] extends readonly number[] ? readonly number[] : number;
};
