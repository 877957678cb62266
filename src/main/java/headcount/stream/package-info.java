/**
 * The actors that count: relays, the entity of each stream, broadcasts, beats; their messages and
 * serializers.
 */
@NullMarked
package headcount.stream;

import org.jspecify.annotations.NullMarked;
