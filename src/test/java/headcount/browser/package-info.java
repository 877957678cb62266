/** The watch page in a real Chromium: against a double of the socket, and against the product. */
@NullMarked
package headcount.browser;

import org.jspecify.annotations.NullMarked;
