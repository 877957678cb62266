package headcount.presence.sim;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.presence.TestMachines;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a rule is needed for: a world that is right with it goes wrong without it. The seeds are
 * those that {@link Explore} found ({@code 0 2000 each RULE WEATHER}); whoever changes the protocol
 * or the simulated world changes what happens in them, and has new ones found where none fails any
 * more.
 */
final class RulesNeededTest {
  @ParameterizedTest
  @MethodSource("needs")
  void worldGoesWrongWithoutTheRuleOnly(Need need) {
    Set<String> off = Set.of(need.rule);
    assertThat(need.seeds).as("with it").noneMatch(seed -> need.fails(seed, Set.of()));
    assertThat(need.seeds).as("without it").anyMatch(seed -> need.fails(seed, off));
  }

  @Test
  void everyRuleIsShownToBeNeeded() {
    assertThat(needs().map(Need::rule)).containsAll(TestMachines.names());
  }

  /** What can be switched off; the last three are rules of the shells and of the store. */
  static Stream<Need> needs() {
    return Stream.of(
        need("DIGEST_HEALS", Weather.BUSY, 810002, 810003),
        need("QUESTION_REPEATS", Weather.PARTITIONS, 810251),
        need("LOST_SIGHT_ASKS", Weather.PAUSES, 810000, 810004, 810005),
        need("NEWS_AFTER_PAUSE", Weather.PAUSES, 810084),
        need("SILENCE_UNSURE", Weather.LINKS, 810001, 810004),
        need("ORDER", Weather.LINKS, 810000, 810002),
        need("DELTAS_HELD", Weather.CROWDS, 1, 2, 3),
        need("SAID_REMEMBERED", Weather.LINKS, 810024),
        need("NONCE", Weather.BUSY, 810094),
        need("PENDING_AWAITED", Weather.BUSY, 810000, 810001),
        need("GENERATION_REPLACES", Weather.BUSY, 810003, 810009),
        need("ACK_COUNTS", Weather.LINKS, 810114),
        need("COUNT_REPEATS", Weather.LINKS, 810142),
        need("HOLD", Weather.SUCCESSORS, 810001, 810003),
        need("MEMBERS_ANSWER", Weather.MOVES, 810224),
        need("LOST_MEMBERS_AWAITED", Weather.NEWCOMERS, 1, 2, 3),
        need("GAP_CONFIRMED", Weather.LINKS, 810005, 810006, 810017),
        need("PAUSE_CONFIRMED", Weather.PAUSES, 810899),
        need("MAILBOX_DRAINED", Weather.PAUSES, 811928, 811963),
        need("LISTED_HELD", Weather.SUCCESSORS, 810026, 810029),
        need("FLOOR", Weather.SUCCESSORS, 810005, 810007),
        need("FLOOR_LOWERED", Weather.DRAINS, 810019, 810025),
        need("STORELESS_WAIT", Weather.SUCCESSORS, 810012),
        need("EPOCH_RAISED", Weather.PARTITIONS, 810025),
        need("EPOCH_OWN", Weather.ANY, 810427),
        need("EPOCH_FENCES", Weather.PARTITIONS, 810025),
        need("STORED_AFTER_READ", Weather.UNREAD, 1, 2, 3),
        need("BASE_NAMED", Weather.BUSY, 810001, 810006),
        need("LEAVING_ANSWERED", Weather.DRAINS, 810008, 810017),
        need("MOVED_TABS_HELD", Weather.DRAINS, 810073, 810074),
        need("FAREWELL", Weather.DRAINS, 810005, 810020),
        need("FAREWELL_KNOWN", Weather.NEW_LEAVERS, 1, 2, 4),
        need("FAREWELL_WHOLE", Weather.ROUGH_DRAINS, 812844),
        need("PAUSE_EXTENDS", Weather.PAUSES, 810001, 810007),
        need("CUT_OFF_HOLDS", Weather.PARTITIONS, 810046),
        need("END_REPEATS", Weather.LOST_ENDS, 810078, 810090, 810107),
        need("END_STORED", Weather.LOST_ENDS, 810019),
        need("END_REMEMBERED", Weather.ENDS, 810217),
        need("SEQ_CONTINUES", Weather.ENDS, 810003, 810005),
        need("FENCE", Weather.PAUSES, 810109));
  }

  private static Need need(String rule, Weather weather, long... seeds) {
    return new Need(rule, weather, LongStream.of(seeds).boxed().toList());
  }

  /** Seeds that are right with the rule, and of which one at least goes wrong without it. */
  record Need(String rule, Weather weather, List<Long> seeds) {
    boolean fails(long seed, Set<String> off) {
      return Simulation.run(seed, off, false, weather).failed();
    }
  }
}
