/** What sockets cost the kernel below everything else. */
@NullMarked
package headcount.bench.kernel;

import org.jspecify.annotations.NullMarked;
