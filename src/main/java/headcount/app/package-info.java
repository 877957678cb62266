/** The program: its commands, the wiring of a node, and what starts and ends around it. */
@NullMarked
package headcount.app;

import org.jspecify.annotations.NullMarked;
