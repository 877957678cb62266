/**
 * The command {@code bench}: what a benchmark yields, how its figures are shown, kept and compared.
 * The benchmarks themselves live in {@code src/jmh} and are no part of what runs in production.
 */
@NullMarked
package headcount.app.bench;

import org.jspecify.annotations.NullMarked;
