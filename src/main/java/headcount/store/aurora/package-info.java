/** Aurora MySQL: pools, migrations and partitions, the writer of records and their readers. */
@NullMarked
package headcount.store.aurora;

import org.jspecify.annotations.NullMarked;
