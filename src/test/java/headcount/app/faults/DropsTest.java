package headcount.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DropsTest {
  private static final String OTHERS = "10.0.0.1, 10.0.0.2";

  @Test
  void aPartitionDropsBothWaysAndAOneWayOneWhatGoesOut() {
    assertThat(Drops.BOTH_WAYS.table(OTHERS))
        .containsSubsequence("hook input", "ip saddr { 10.0.0.1, 10.0.0.2 } drop")
        .containsSubsequence("hook output", "ip daddr { 10.0.0.1, 10.0.0.2 } drop");
    assertThat(Drops.ONE_WAY.table(OTHERS))
        .doesNotContain("saddr")
        .containsSubsequence("hook output", "ip daddr { 10.0.0.1, 10.0.0.2 } drop");
  }

  @Test
  void aTenthOfWhatComesFromOthersIsLost() {
    assertThat(Drops.TENTH.table(OTHERS))
        .contains("ip saddr { 10.0.0.1, 10.0.0.2 } numgen random mod 10 == 0 drop");
  }

  @Test
  void portsFallSilentInBothDirections() {
    assertThat(Drops.silent(List.of(7, 9)))
        .contains("tcp sport { 7, 9 } drop")
        .contains("tcp dport { 7, 9 } drop");
  }
}
