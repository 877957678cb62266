/** The names of what is measured, and the few helpers around them. */
@NullMarked
package headcount.telemetry;

import org.jspecify.annotations.NullMarked;
