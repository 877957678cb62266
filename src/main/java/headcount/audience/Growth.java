package headcount.audience;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a scope between two windows of whole weeks, and who below it moved most.
 *
 * @param current the newest days that are summed
 * @param previous as many before
 * @param risers broadcasters whose rate is highest, highest first
 * @param fallers broadcasters whose rate is lowest, lowest first
 * @param asOf when the newest of the days was summed; null where none is
 */
public record Growth(
    DaySums current,
    DaySums previous,
    Change change,
    List<Mover> risers,
    List<Mover> fallers,
    @Nullable Instant asOf) {
  /** A broadcaster, and what became of it. */
  public record Mover(ScopeName scope, String title, Change change) {}
}
