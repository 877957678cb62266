package headcount.audience;

import java.lang.foreign.MemorySegment;
import java.util.List;
import org.apache.datasketches.theta.CompactThetaSketch;
import org.apache.datasketches.theta.ThetaSetOperation;
import org.apache.datasketches.theta.UpdatableThetaSketch;

/**
 * The distinct viewers of some time in at most some 32 KB, so that several can be told together: a
 * Theta sketch of 4,096 entries. Up to that many viewers it is exact, above within some 3 % (two
 * standard deviations). The same viewers make the same bytes, in whatever order they came.
 * Immutable.
 */
public final class ViewerSketch {
  private static final int ENTRIES = 4096;

  private final CompactThetaSketch sketch;

  /** One that viewers are added to. Not thread-safe. */
  public static final class Builder {
    private final UpdatableThetaSketch sketch =
        UpdatableThetaSketch.builder().setNominalEntries(ENTRIES).build();

    /** Adds a viewer; harmless to repeat. */
    public void add(long viewer) {
      var _ = sketch.update(viewer);
    }

    /** Of those that were added. */
    public ViewerSketch built() {
      // leaves the 4,096 smallest hashes, whatever the order in which they came
      return new ViewerSketch(sketch.rebuild().compact());
    }
  }

  private ViewerSketch(CompactThetaSketch sketch) {
    this.sketch = sketch;
  }

  /** Reads what {@link #bytes} wrote. */
  public static ViewerSketch of(byte[] bytes) {
    return new ViewerSketch(CompactThetaSketch.heapify(MemorySegment.ofArray(bytes)));
  }

  /** As it is stored. */
  public byte[] bytes() {
    return sketch.toByteArrayCompressed();
  }

  /** How many viewers. */
  public long estimate() {
    return Math.round(sketch.getEstimate());
  }

  /** Whether {@link #estimate} is a count. */
  public boolean exact() {
    return !sketch.isEstimationMode();
  }

  /** How far off it may be, as a share, in 19 of 20 cases; 0 where it is exact. */
  public double relativeError() {
    return exact()
        ? 0
        : (sketch.getUpperBound(2) - sketch.getLowerBound(2)) / 2 / sketch.getEstimate();
  }

  /** The viewers of any of them. */
  public static ViewerSketch union(List<ViewerSketch> sketches) {
    var union = ThetaSetOperation.builder().setNominalEntries(ENTRIES).buildUnion();
    sketches.forEach(each -> union.union(each.sketch));
    return new ViewerSketch(union.getResult());
  }

  /** The viewers of both. */
  public ViewerSketch both(ViewerSketch other) {
    var intersection = ThetaSetOperation.builder().setNominalEntries(ENTRIES).buildIntersection();
    return new ViewerSketch(intersection.intersect(sketch, other.sketch));
  }
}
