package headcount.store.aurora;

import static headcount.store.aurora.SummedEvening.B6;
import static headcount.store.aurora.SummedEvening.FIVE;
import static headcount.store.aurora.SummedEvening.GAMES;
import static headcount.store.aurora.SummedEvening.got;
import static headcount.store.aurora.SummedEvening.steps;
import static org.assertj.core.api.Assertions.assertThat;

import headcount.audience.BusinessDay;
import headcount.audience.Figures;
import headcount.audience.ScopeName;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The sums that others reckon with, and scopes of which there are none. */
class AuroraSumsTest {
  @RegisterExtension static final SummedEvening evening = new SummedEvening();

  @Test
  void sumsAreThereForWhoReckonsWithThem() {
    var sums = evening.stores.sums();
    var hours = steps("2026-11-21T11:00", "2026-11-21T14:00", Duration.ofHours(1), ZoneOffset.UTC);
    assertThat(got(sums.steps(GAMES, hours)).orElseThrow())
        .containsExactly(
            Figures.NOTHING,
            new Figures(45_000, 600, 400, 400, 150L), // 15,000 over 100 s of 12:05
            new Figures(60_690, 300, 300, 300, 202L));
    var first = new BusinessDay(LocalDate.parse("2026-11-20"));
    var byDay = Map.of("games", 108_690L, "music", 150_000L);
    assertThat(got(sums.categories(ScopeName.PLATFORM, first, first.plus(2))).orElseThrow())
        .isEqualTo(Map.of(first, Map.of("games", 9_999L), first.plus(1), byDay));
    assertThat(got(sums.categories(B6, first, first.plus(2))).orElseThrow())
        .isEqualTo(Map.of(first, Map.of("games", 9_999L), first.plus(1), Map.of("games", 63_690L)));
    assertThat(got(sums.summedTo())).isEqualTo("2026-11-21T15:05:00Z");
  }

  @Test
  void nobodyKnowsScopesThatNeverWere() {
    for (var scope : List.of("category:never", "broadcaster:never", "stream:never")) {
      var name = ScopeName.parse(scope).orElseThrow();
      var hour = steps("2026-11-21T13:00", "2026-11-21T14:00", FIVE, ZoneOffset.UTC);
      assertThat(got(evening.stores.analytics().compare(name, hour, hour))).isEmpty();
      assertThat(got(evening.stores.sums().steps(name, hour))).isEmpty();
    }
  }
}
