/**
 * The pure core: ids, viewers and tabs, and both state machines of the count protocol. No I/O, no
 * clocks, no threads.
 */
@NullMarked
package headcount.presence;

import org.jspecify.annotations.NullMarked;
