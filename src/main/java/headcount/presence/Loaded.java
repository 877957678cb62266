package headcount.presence;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the store knew of a stream when its entity started: the last count, not the viewers.
 *
 * @param epoch of the incarnation that wrote it
 * @param version within that epoch
 * @param viewers distinct viewers
 * @param connections sessions
 * @param anonymous how many of the viewers are anonymous
 * @param sources whose tabs were counted, and how far
 * @param ending the end of a broadcast that not all nodes had obeyed; null if none
 */
public record Loaded(
    long epoch,
    long version,
    int viewers,
    int connections,
    int anonymous,
    Map<Source, SourceMark> sources,
    @Nullable Ending ending) {
  /** Of a store that keeps no ends. */
  public Loaded(
      long epoch,
      long version,
      int viewers,
      int connections,
      int anonymous,
      Map<Source, SourceMark> sources) {
    this(epoch, version, viewers, connections, anonymous, sources, null);
  }
}
