package headcount.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import headcount.presence.StreamId;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Everything wrong that a client can send, each with the contract's answer and nobody else hurt.
 */
class BadInputTest {
  private static final EdgeKit kit = new EdgeKit("");
  private static RawSocket bystander = kit.joined("77", "calm");

  @BeforeAll
  static void watch() {
    bystander.expectConnections(1);
  }

  @AfterAll
  static void close() {
    bystander.close();
    kit.close();
  }

  @AfterEach
  void bystanderIsUnmoved() {
    bystander.text("{\"type\":\"join\",\"stream\":\"calm\"}");
    JsonNode joined = bystander.expect("joined");
    assertThat(joined.path("viewers").asInt()).isEqualTo(1);
    assertThat(joined.path("connections").asInt()).isEqualTo(1);
    assertThat(kit.relays.now(new StreamId("calm")).connections()).isEqualTo(1);
  }

  @TestFactory
  Stream<DynamicTest> refusedFrameLeavesTheConnection() {
    return BadInput.refusedFrames(EdgeKit.signer())
        .map(bad -> DynamicTest.dynamicTest(bad.name(), () -> staysAfter(bad)));
  }

  private void staysAfter(BadInput bad) {
    try (RawSocket socket = kit.connected("41")) {
      bad.isRefusedOn(socket);
    }
    bystanderIsUnmoved();
  }

  @TestFactory
  Stream<DynamicTest> badFirstFrameCloses() {
    return BadInput.badFirstFrames(EdgeKit.signer())
        .map(bad -> DynamicTest.dynamicTest(bad.name(), () -> closesAfter(bad)));
  }

  private void closesAfter(BadInput bad) {
    try (RawSocket socket = kit.upgraded()) {
      bad.closes(socket);
    }
    bystanderIsUnmoved();
  }

  @TestFactory
  Stream<DynamicTest> badHandshakeBecomesNoSocket() {
    return BadInput.badHandshakes()
        .map(bad -> DynamicTest.dynamicTest(bad.name(), () -> answered(bad)));
  }

  private void answered(BadInput bad) {
    try (RawSocket socket = kit.raw()) {
      bad.becomesNoSocket(socket);
    }
    bystanderIsUnmoved();
  }
}
