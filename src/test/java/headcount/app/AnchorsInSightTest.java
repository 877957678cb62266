package headcount.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.Member;
import org.apache.pekko.cluster.Member$;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.util.Version;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.CollectionConverters;

/** Which side of a partition a node takes itself to be on. */
class AnchorsInSightTest {
  private final Member a = up(1, "anchor");
  private final Member b = up(2, "anchor");
  private final Member c = up(3, "anchor");
  private final Member edge = up(4, "edge");
  private final List<Member> all = List.of(a, b, c, edge);

  @Test
  void whoSeesMostAnchorsIsNotCutOff() {
    assertThat(sight(Set.of())).isEqualTo(new AnchorsInSight(3, 3));
    assertThat(sight(Set.of(c, edge))).isEqualTo(new AnchorsInSight(2, 3));
    assertThat(sight(Set.of(c, edge)).cutOff()).isFalse();
  }

  @Test
  void whoSeesTheFewerIsCutOffHoweverManyOthersItSees() {
    assertThat(sight(Set.of(a, b)).cutOff()).isTrue();
    assertThat(sight(Set.of(a, b)))
        .hasToString("the node sees 1 of 3 anchors and would be taken out");
  }

  @Test
  void ofTwoHalvesNeitherIsCutOff() {
    assertThat(AnchorsInSight.of(List.of(a, b), Set.of(b), "anchor").cutOff()).isFalse();
  }

  @Test
  void withoutARoleEveryMemberDecidesAndWhoIsStillJoiningDoesNot() {
    var joining = member(5, "edge");
    assertThat(AnchorsInSight.of(List.of(a, edge, joining), Set.of(edge, joining), ""))
        .isEqualTo(new AnchorsInSight(1, 2));
  }

  private AnchorsInSight sight(Set<Member> lost) {
    return AnchorsInSight.of(all, lost, "anchor");
  }

  private static Member up(long host, String role) {
    return member(host, role).copy(MemberStatus.up());
  }

  private static Member member(long host, String role) {
    var address =
        new UniqueAddress(new Address("pekko", "headcount", "10.0.0." + host, 7355), host);
    scala.collection.immutable.Set<String> roles =
        CollectionConverters.asScala(Set.of(role, "dc-default")).toSet();
    return Member$.MODULE$.apply(address, roles, Version.Zero());
  }
}
