/** The pure core. */
@NullMarked
package headcount.presence;

import org.jspecify.annotations.NullMarked;
