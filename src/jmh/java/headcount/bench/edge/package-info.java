/**
 * What the edge costs: a real node in a process of its own, beside a bare server and the kernel.
 */
@NullMarked
package headcount.bench.edge;

import org.jspecify.annotations.NullMarked;
