package headcount.load;

import java.util.function.LongSupplier;

/** A monotonic clock in nanoseconds, to be injected. */
interface NanoClock extends LongSupplier {}
