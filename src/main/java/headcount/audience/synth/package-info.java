/** The synthetic audience: months of a platform, drawn from a seed and nothing else. Pure. */
@NullMarked
package headcount.audience.synth;

import org.jspecify.annotations.NullMarked;
