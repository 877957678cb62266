package headcount.presence;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;

/** The machines with some rules switched off, for the simulator. */
public final class TestMachines {
  private final Set<Rule> rules;

  /** All rules but those named. */
  public TestMachines(Set<String> off) {
    EnumSet<Rule> on = EnumSet.allOf(Rule.class);
    on.removeIf(rule -> off.contains(rule.name()));
    rules = Set.copyOf(on);
  }

  public RelayMachine relay(
      Source source, CountSettings settings, long hashKey, SourceMark resumed, long now) {
    return new RelayMachine(source, settings, hashKey, resumed, now, rules);
  }

  public EntityMachine entity(
      EntityHost host, CountSettings settings, long hashKey, long now, long wall) {
    return new EntityMachine(host, settings, hashKey, now, wall, rules);
  }

  public BeatTable beats(UUID self, CountSettings settings, long now) {
    return new BeatTable(self, settings, now, rules);
  }

  /** Shows every viewer that an entity counts. */
  public static void counted(EntityMachine entity, LongConsumer each) {
    entity.counted().forEachViewer(each);
  }

  /** How many tabs an entity holds by number only. */
  public static long heldByNumber(EntityMachine entity) {
    return entity.listedTabs();
  }

  /** The rules that can be switched off. */
  public static Set<String> names() {
    return EnumSet.allOf(Rule.class).stream()
        .map(Rule::name)
        .collect(java.util.stream.Collectors.toUnmodifiableSet());
  }
}
