/**
 * The read side: rankings, history and records as values, and the ports that they are read through.
 */
@NullMarked
package headcount.audience;

import org.jspecify.annotations.NullMarked;
