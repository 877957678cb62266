package headcount.store.redis;

import java.time.InstantSource;

/** The same rankings in a cluster, where a snapshot must share its ranking's slot. */
class RedisClusterRankingsTest extends RedisRankingsTest {
  @Override
  RedisFixture fixture(InstantSource source) {
    return RedisFixture.cluster(source);
  }
}
