package headcount.app.bench;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What a bench may use.
 *
 * @param quick whether ratios within some ten percent will do, soon
 * @param data an empty folder's place, that the bench makes where it needs one
 * @param portOffset added to every port of the nodes that it starts
 * @param say takes a line for whoever waits
 */
public record BenchGround(boolean quick, Path data, int portOffset, Consumer<String> say) {}
