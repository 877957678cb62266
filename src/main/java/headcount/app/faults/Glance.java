package headcount.app.faults;

/**
 * What all screens of settled sessions showed at one moment.
 *
 * @param at a moment of a monotonic clock, in nanoseconds
 * @param least the smallest number of viewers on any of them
 * @param most the largest
 */
record Glance(long at, long least, long most) {}
