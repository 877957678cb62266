package headcount.checkpoint;

import headcount.checkpoint.Checkpoint.Base;
import headcount.checkpoint.Checkpoint.Placed;
import headcount.presence.BroadcastRef;
import headcount.presence.BroadcasterId;
import headcount.presence.CategoryId;
import headcount.presence.Ending;
import headcount.presence.Headcount;
import headcount.presence.Quality;
import headcount.presence.SessionId;
import headcount.presence.Source;
import headcount.presence.SourceMark;
import headcount.presence.StreamId;
import headcount.presence.Tab;
import headcount.presence.ViewerId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checkpoints to try stores with. */
public class CheckpointSamples {
  protected static final Source A =
      new Source(UUID.fromString("00000000-0000-4000-8000-00000000000a"), 0);
  protected static final Source B =
      new Source(UUID.fromString("00000000-0000-4000-8000-00000000000b"), 3);
  protected static final BroadcastRef SHOW =
      new BroadcastRef(1_700_000_000_123L, new BroadcasterId("b1"), new CategoryId("music"));

  protected static Placed tab(long session, long viewer, Source source) {
    return new Placed(
        new Tab(new SessionId(session), new ViewerId(viewer), viewer < 0, 1_000 + session, 0),
        source);
  }

  protected static Checkpoint full(StreamId stream, long epoch, long version, List<Placed> tabs) {
    var viewers = tabs.stream().map(placed -> placed.tab().viewer()).distinct().toList();
    return checkpoint(
        stream, null, epoch, version, viewers, List.of(), tabs, List.of(), viewers.size());
  }

  protected static Checkpoint checkpoint(
      StreamId stream,
      @Nullable Base base,
      long epoch,
      long version,
      List<ViewerId> came,
      List<ViewerId> went,
      List<Placed> joined,
      List<SessionId> left,
      int viewers) {
    var count =
        new Headcount(
            epoch, version, viewers, viewers == 0 ? 0 : viewers + 1, 0, 77, Quality.EXACT);
    return new Checkpoint(
        stream,
        base,
        count,
        viewers + 5,
        SHOW,
        Map.of(A, new SourceMark(9, 8, 7), B, new SourceMark(3, 2, 1)),
        Map.of(A, 5_000L, B, 6_000L),
        "1 running",
        came,
        went,
        joined,
        left,
        null);
  }

  protected static Checkpoint ending(Checkpoint c, @Nullable Ending ending) {
    return new Checkpoint(
        c.stream(),
        c.base(),
        c.count(),
        c.peak(),
        c.broadcast(),
        c.sources(),
        c.beats(),
        c.history(),
        c.came(),
        c.went(),
        c.joined(),
        c.left(),
        ending);
  }
}
