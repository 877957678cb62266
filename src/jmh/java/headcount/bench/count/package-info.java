/** Benches of the count itself: the pure machines, and what crosses nodes. */
@NullMarked
package headcount.bench.count;

import org.jspecify.annotations.NullMarked;
