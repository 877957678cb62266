/** Where counts and records are kept: the ways between the Redis and the database side. */
@NullMarked
package headcount.store;

import org.jspecify.annotations.NullMarked;
