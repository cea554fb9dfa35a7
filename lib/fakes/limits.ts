/**
 * The most reports in 24 hours, and the part that one network may have of those that remain (`has_room` in
 * db/migrations/0011_code_limits.sql): 20 while the day is empty, one as it fills, so that many networks leave room for everybody else's first.
 */
export const reportsOfADay = { most: 4_000, share: 0.005 } as const;
