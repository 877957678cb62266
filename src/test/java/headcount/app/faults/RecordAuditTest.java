package headcount.app.faults;

import static org.assertj.core.api.Assertions.assertThat;

import headcount.load.Watching;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordAuditTest {
  private static final Watching ONE = new Watching("1", "7", "s", 1_000, 61_000);
  private static final Watching TWO = new Watching("2", "-8", "s", 2_000, 62_000);

  private static SessionRow row(Watching watching, long joinedLater, long endedLater) {
    return new SessionRow(
        watching.session(),
        watching.viewer(),
        watching.stream(),
        watching.joinedAtMillis() + joinedLater,
        watching.endedAtMillis() + endedLater);
  }

  @Test
  void aRowForEachWatchingIsClean() {
    var audit = RecordAudit.of(List.of(ONE, TWO), List.of(row(TWO, 3, 4_900), row(ONE, 0, 20)));
    assertThat(audit.clean(0)).isTrue();
    assertThat(audit.furthest()).isEqualTo(4_900);
    assertThat(audit.examples()).isEmpty();
  }

  @Test
  void aMissingRowIsLost() {
    var audit = RecordAudit.of(List.of(ONE, TWO), List.of(row(ONE, 0, 0)));
    assertThat(audit.lost()).isEqualTo(1);
    assertThat(audit.clean(0)).isFalse();
    assertThat(audit.clean(1)).as("where so many may be lost").isTrue();
    assertThat(audit.words()).contains("1 rows lost").contains(TWO.toString());
  }

  @Test
  void aSecondRowOfAWatchingIsDoubledAlsoWithAnotherBegin() {
    var audit = RecordAudit.of(List.of(ONE), List.of(row(ONE, 0, 0), row(ONE, 1, 0)));
    assertThat(audit.doubled()).isEqualTo(1);
    assertThat(audit.clean(5)).isFalse();
  }

  @Test
  void aRowOfNobodyOnThatStreamIsStrange() {
    var elsewhere = new SessionRow("1", "7", "other", 1_000, 61_000);
    var audit = RecordAudit.of(List.of(ONE), List.of(row(ONE, 0, 0), elsewhere));
    assertThat(audit.strange()).isEqualTo(1);
    assertThat(audit.clean(5)).isFalse();
  }

  @Test
  void anEndOutsideOfTheToleranceOrAnotherViewerIsOff() {
    assertThat(RecordAudit.of(List.of(ONE), List.of(row(ONE, 0, 5_001))).off()).isEqualTo(1);
    assertThat(RecordAudit.of(List.of(ONE), List.of(row(ONE, -5_001, 0))).off()).isEqualTo(1);
    var another = new SessionRow("1", "9", "s", 1_000, 61_000);
    assertThat(RecordAudit.of(List.of(ONE), List.of(another)).off()).isEqualTo(1);
  }
}
