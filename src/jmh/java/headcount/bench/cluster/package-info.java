/**
 * Whole clusters of real nodes without sockets: the tabs are simulated where sockets would hand
 * them to the relays.
 */
@NullMarked
package headcount.bench.cluster;

import org.jspecify.annotations.NullMarked;
