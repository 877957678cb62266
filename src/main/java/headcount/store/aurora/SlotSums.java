package headcount.store.aurora;

import headcount.audience.Scope;
import headcount.audience.synth.Programme;
import headcount.audience.synth.Step;
import java.sql.SQLException;
import java.util.TreeMap;

/**
 * The sums of slots over broadcasts, as the rollup makes them of history: the platform's and each
 * category's. Not thread-safe.
 */
final class SlotSums {
  private static final class Sum {
    long viewerSeconds;
    long live;
    long observed;
    long streams;
    long joins;
    long leaves;
    boolean any;

    void add(Step step) {
      any = true;
      viewerSeconds += step.viewerSeconds();
      live += step.liveSeconds();
      observed += step.observedSeconds();
      streams += step.liveSeconds() > 0 ? 1 : 0;
      joins += step.joins();
      leaves += step.leaves();
    }
  }

  private static final class Slot {
    final Sum platform = new Sum();
    final Sum[] categories = new Sum[Programme.CATEGORIES];

    Slot() {
      for (int i = 0; i < categories.length; i++) {
        categories[i] = new Sum();
      }
    }
  }

  private final TreeMap<Long, Slot> slots = new TreeMap<>();

  void add(Step step, int category) {
    var slot = slots.computeIfAbsent(step.atMillis(), _ -> new Slot());
    slot.platform.add(step);
    slot.categories[category].add(step);
  }

  /** Writes those that begin before the moment, and forgets them. */
  void flush(BulkLoad.Table table, long before, long firstCategory) throws SQLException {
    var done = slots.headMap(before);
    for (var each : done.entrySet()) {
      var slot = each.getValue();
      row(table, Scope.Kind.PLATFORM, each.getKey(), 0, slot.platform);
      for (int i = 0; i < slot.categories.length; i++) {
        row(table, Scope.Kind.CATEGORY, each.getKey(), firstCategory + i, slot.categories[i]);
      }
    }
    done.clear();
  }

  private static void row(BulkLoad.Table table, Scope.Kind scope, long at, long key, Sum sum)
      throws SQLException {
    if (sum.any) {
      table
          .number(scope.code())
          .moment(at)
          .number(key)
          .number(sum.viewerSeconds)
          .number(sum.live)
          .number(sum.observed)
          .number(sum.streams)
          .number(sum.joins)
          .number(sum.leaves)
          .end();
    }
  }
}
