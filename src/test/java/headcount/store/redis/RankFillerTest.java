package headcount.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import headcount.audience.BusinessDay;
import headcount.audience.synth.OnNow;
import headcount.audience.synth.SynthPlan;
import headcount.embedded.TestRedis;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RankFillerTest {
  private static final Instant UNTIL = Instant.parse("2026-11-03T13:15:00Z");

  private final RedisFixture fixture = RedisFixture.single(InstantSource.fixed(UNTIL));

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void whatIsOnNowIsRankedByItsViewers() {
    var plan = new SynthPlan(9, 20, new BusinessDay(LocalDate.of(2026, 11, 1)), UNTIL, 0);
    var now = OnNow.of(plan);
    var watched = now.stream().filter(each -> each.viewers() > 0).toList();
    var config =
        ConfigFactory.parseMap(Map.of("headcount.store.redis.uri", TestRedis.uri()))
            .withFallback(ConfigFactory.load());
    assertThat(now).hasSizeBetween(10, 60);
    assertThat(RankFiller.fill(config, now)).isEqualTo(watched.size());

    for (var each : watched) {
      var id = each.stream().text();
      assertThat(fixture.redis.zscore("rank:viewers", id)).isEqualTo(each.viewers());
      assertThat(fixture.redis.zscore("rank:popular", id)).isEqualTo(each.mean());
      assertThat(fixture.redis.zscore("rank:viewers:category:" + each.broadcast().category(), id))
          .isEqualTo(each.viewers());
      assertThat(fixture.redis.hget("rank:about", id))
          .isEqualTo(each.broadcast().category() + " " + each.broadcast().broadcaster());
    }
    var first = watched.stream().max(Comparator.comparingInt(OnNow::viewers)).orElseThrow();
    assertThat(first.viewers()).isGreaterThan(50);

    for (var each : watched) {
      fixture.redis.zrem("rank:viewers", each.stream().text());
      fixture.redis.zrem("rank:popular", each.stream().text());
      fixture.redis.hdel("rank:about", each.stream().text());
    }
  }
}
