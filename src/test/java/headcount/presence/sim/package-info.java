/** The count protocol simulated: both machines in a world that fails, driven by a seed. */
@NullMarked
package headcount.presence.sim;

import org.jspecify.annotations.NullMarked;
