/**
 * Real Redis and MySQL as child processes, unpacked from Maven artifacts: for {@code dev} and for
 * tests, on a machine with neither installed.
 */
@NullMarked
package headcount.embedded;

import org.jspecify.annotations.NullMarked;
