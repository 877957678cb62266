/** What the benches of all rooms share: JMH's runs as figures. */
@NullMarked
package headcount.bench;

import org.jspecify.annotations.NullMarked;
