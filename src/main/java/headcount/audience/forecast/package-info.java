/** What is likely to come, and what it may be worth; both say how little they know. Pure. */
@NullMarked
package headcount.audience.forecast;

import org.jspecify.annotations.NullMarked;
