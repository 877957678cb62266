/**
 * Faults played with real processes on this machine, and the table of what held: the command {@code
 * faults}.
 */
@NullMarked
package headcount.app.faults;

import org.jspecify.annotations.NullMarked;
