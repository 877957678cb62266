/**
 * Who may do what: tokens, signatures, the hash that names viewers, limits. Decisions without I/O,
 * but for the fetching of a JWKS.
 */
@NullMarked
package headcount.access;

import org.jspecify.annotations.NullMarked;
