package headcount.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class MishapsTest {
  @Test
  void whileANodeIsShutTheOthersTakeTurnsAndAllShutIsNobodysTurn() {
    var mishaps = new Mishaps();
    assertThat(mishaps.open(4, 3)).isEqualTo(4);
    mishaps.shut(1, true);
    assertThat(mishaps.open(4, 3) % 3).isEqualTo(2);
    assertThat(mishaps.open(4, 3)).isEqualTo(6);
    assertThat(mishaps.open(4, 3)).isEqualTo(5);
    mishaps.shut(2, true);
    assertThat(mishaps.open(4, 3)).isEqualTo(6);
    mishaps.shut(0, true);
    assertThat(mishaps.open(4, 3)).isEqualTo(4);
    mishaps.shut(1, false);
    assertThat(mishaps.open(5, 3)).isEqualTo(7);
  }

  @Test
  void everybodyComesBackUnlessSaidOtherwise() {
    var mishaps = new Mishaps();
    var dice = new Dice(1);
    assertThat(mishaps.comesBack(dice)).isTrue();
    mishaps.returning(0);
    assertThat(mishaps.comesBack(dice)).isFalse();
  }

  /** A server that was killed did not hear the closes that were on their way to it. */
  @Test
  void whoWentHomeIsNoLongerOwedButHeldWhereTheServerNeverHeardOfIt() {
    var target = new Target(URI.create("http://n"), URI.create("ws://n"), null, 25_000);
    var judging = new LoadSettings.Judging(false, Duration.ZERO, List.of());
    var ground = new Stage.Ground(List.of(target), null, judging, 1);
    try (var wire = new Wire(AimSettings.Sockets.PLAIN)) {
      var stage = new Stage(wire, ground, List.of("s"), List.of(), System::nanoTime);
      stage.mishaps().hold(Duration.ofHours(1), Duration.ofHours(1));
      var ledger = stage.ledger();
      ledger.joined(1, 11, 0);
      ledger.joined(2, 12, 0);
      stage.over(1, Stage.NOWHERE, Link.NORMAL);
      stage.over(2, Stage.NOWHERE, Link.LOST);
      assertThat(ledger.truth.of(0).viewers()).isZero();
      assertThat(ledger.owed.of(0).viewers()).isZero();
      assertThat(ledger.held.of(0).viewers()).isEqualTo(1);
    }
  }
}
