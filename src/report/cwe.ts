/** A weakness of the Common Weakness Enumeration. */
export interface Weakness {
  readonly id: string;
  readonly name: string;
}

const weaknesses = {
  endlessWait: { id: '1088', name: 'Synchronous Access of Remote Resource without Timeout' },
  noLimit: { id: '770', name: 'Allocation of Resources Without Limits or Throttling' },
  frequency: { id: '799', name: 'Improper Control of Interaction Frequency' },
  endlessLoop: { id: '835', name: "Loop with Unreachable Exit Condition ('Infinite Loop')" },
  manyRounds: { id: '834', name: 'Excessive Iteration' },
  exhaustion: { id: '400', name: 'Uncontrolled Resource Consumption' },
  badHandling: { id: '755', name: 'Improper Handling of Exceptional Conditions' },
} as const satisfies Record<string, Weakness>;

/** Which weakness a rule is about, where there is one. */
export const weaknessOf: Readonly<Record<string, Weakness>> = {
  'missing-timeout': weaknesses.endlessWait,
  'disabled-timeout': weaknesses.endlessWait,
  'signal-cannot-fire': weaknesses.endlessWait,
  'partial-timeout': weaknesses.endlessWait,
  'ineffective-timeout': weaknesses.endlessWait,
  'excessive-timeout': weaknesses.endlessWait,
  'retry-without-timeout': weaknesses.endlessWait,
  'breaker-without-timeout': weaknesses.endlessWait,
  'timeout-without-cancel': weaknesses.exhaustion,
  'unbounded-retry': weaknesses.endlessLoop,
  'retry-without-backoff': weaknesses.frequency,
  'retry-without-jitter': weaknesses.frequency,
  'retry-amplification': weaknesses.manyRounds,
  'unbounded-fanout': weaknesses.noLimit,
  'limiter-per-call': weaknesses.noLimit,
  'client-per-request': weaknesses.exhaustion,
  'swallowed-failure': weaknesses.badHandling,
  'unchecked-status': weaknesses.badHandling,
  'timeout-not-recognised': weaknesses.badHandling,
};
