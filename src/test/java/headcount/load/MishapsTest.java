package headcount.load;

import static org.assertj.core.api.Assertions.assertThat;

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
}
