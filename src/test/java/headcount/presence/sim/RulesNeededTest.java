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
        need("QUESTION_REPEATS", Weather.PARTITIONS, 810012),
        need("LOST_SIGHT_ASKS", Weather.PAUSES, 810000, 810004, 810005),
        need("NEWS_AFTER_PAUSE", Weather.PAUSES, 810010, 810033, 810049),
        need("SILENCE_UNSURE", Weather.LINKS, 810005, 810006),
        need("ORDER", Weather.LINKS, 810000, 810002),
        need("DELTAS_HELD", Weather.CROWDS, 1, 2, 3),
        need("SAID_REMEMBERED", Weather.LINKS, 810009, 810082),
        need("NONCE", Weather.BUSY, 810286, 820035),
        need("PENDING_AWAITED", Weather.BUSY, 810000, 810001),
        need("GENERATION_REPLACES", Weather.BUSY, 810004, 810006),
        need("ACK_COUNTS", Weather.LINKS, 810166),
        need("COUNT_REPEATS", Weather.LINKS, 810058),
        need("HOLD", Weather.SUCCESSORS, 810001, 810003),
        need("MEMBERS_ANSWER", Weather.MOVES, 822116),
        need("LOST_MEMBERS_AWAITED", Weather.NEWCOMERS, 1, 2, 3),
        need("GAP_CONFIRMED", Weather.LINKS, 810005, 810006, 810017),
        need("PAUSE_CONFIRMED", Weather.PAUSES, 810548),
        need("MAILBOX_DRAINED", Weather.PAUSES, 810842),
        need("LISTED_HELD", Weather.SUCCESSORS, 810048, 810065),
        need("FLOOR", Weather.SUCCESSORS, 810000, 810002),
        need("FLOOR_LOWERED", Weather.DRAINS, 28, 46, 57),
        need("STORELESS_WAIT", Weather.SUCCESSORS, 810308),
        need("EPOCH_RAISED", Weather.PARTITIONS, 810099),
        need("EPOCH_OWN", Weather.ANY, 823444, 823469),
        need("EPOCH_FENCES", Weather.PARTITIONS, 800030, 800031, 800034),
        need("STORED_AFTER_READ", Weather.UNREAD, 1, 2, 3),
        need("BASE_NAMED", Weather.BUSY, 810001, 810006),
        need("LEAVING_ANSWERED", Weather.DRAINS, 810000, 810024, 810034),
        need("MOVED_TABS_HELD", Weather.DRAINS, 820192),
        need("FAREWELL", Weather.DRAINS, 810015, 810026, 810097),
        need("FAREWELL_KNOWN", Weather.NEW_LEAVERS, 1, 2, 4),
        need("FAREWELL_WHOLE", Weather.ROUGH_DRAINS, 16014),
        need("PAUSE_EXTENDS", Weather.PAUSES, 810001, 810007),
        need("CUT_OFF_HOLDS", Weather.PARTITIONS, 810208),
        need("END_REPEATS", Weather.LOST_ENDS, 810078, 810090, 810107),
        need("END_STORED", Weather.LOST_ENDS, 810007, 810092),
        need("END_REMEMBERED", Weather.ENDS, 810066),
        need("SEQ_CONTINUES", Weather.ENDS, 810006, 810007),
        need("FENCE", Weather.PAUSES, 810047));
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
