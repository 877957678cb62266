/** Redis: live counts under fenced scripts, rankings, and the outbox on its way to the database. */
@NullMarked
package headcount.store.redis;

import org.jspecify.annotations.NullMarked;
