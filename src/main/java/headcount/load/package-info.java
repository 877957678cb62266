/**
 * Simulated viewers on real sockets: a scenario is played against running nodes, and every count
 * they serve is held against the run's own truth.
 */
@NullMarked
package headcount.load;

import org.jspecify.annotations.NullMarked;
