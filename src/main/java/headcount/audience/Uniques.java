package headcount.audience;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The distinct viewers of some time. They never add: whoever watched on two days is one.
 *
 * @param viewers the anonymous included; null where they are not known
 * @param anonymous how many of them are
 * @param method null where they are not known
 * @param relativeError how far off {@code viewers} may be, as a share, in 19 of 20 cases
 */
public record Uniques(
    @Nullable Long viewers,
    @Nullable Long anonymous,
    @Nullable String method,
    @Nullable Double relativeError) {
  /** Not known. */
  public static final Uniques UNKNOWN = new Uniques(null, null, null, null);

  /** Of one day, counted one by one. */
  public static Uniques exact(long viewers, long anonymous) {
    return new Uniques(viewers, anonymous, "exact", 0.0);
  }

  /** Of several days, by their sketches told together. */
  public static Uniques union(List<ViewerSketch> viewers, List<ViewerSketch> anonymous) {
    var all = ViewerSketch.union(viewers);
    return new Uniques(
        all.estimate(), ViewerSketch.union(anonymous).estimate(), "theta", all.relativeError());
  }
}
