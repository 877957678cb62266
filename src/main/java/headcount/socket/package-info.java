/**
 * The edge: WebSockets over Netty with one actor each; frames come in, counts and close codes go
 * out.
 */
@NullMarked
package headcount.socket;

import org.jspecify.annotations.NullMarked;
