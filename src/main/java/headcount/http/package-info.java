/**
 * The HTTP side: public and management routes, and the bodies of their answers and refusals. It
 * decides nothing about counts; it asks the facades and writes down what they say.
 */
@NullMarked
package headcount.http;

import org.jspecify.annotations.NullMarked;
