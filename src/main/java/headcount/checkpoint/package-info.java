/** What a stream saves and when, and the ports that it saves through. */
@NullMarked
package headcount.checkpoint;

import org.jspecify.annotations.NullMarked;
