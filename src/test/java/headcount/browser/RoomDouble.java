package headcount.browser;

import com.fasterxml.jackson.databind.JsonNode;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Who is in session and watches what, counted naively. Used by one event loop only. */
final class RoomDouble {
  private record Session(String viewer, boolean anonymous, Set<String> streams) {}

  private record Held(Channel channel, JsonNode connect) {}

  private final Map<Channel, Session> sessions = new LinkedHashMap<>();
  private final Map<String, String> answers = new HashMap<>();
  private final List<Held> held = new ArrayList<>();
  private boolean holding;
  private int serial;
  private final Set<String> good = new HashSet<>();
  private int devices;

  int size() {
    return sessions.size();
  }

  int devices() {
    return devices;
  }

  /** Does that to every socket in session; returns what became of it. */
  List<ChannelFuture> each(Function<Channel, ChannelFuture> action) {
    return List.copyOf(sessions.keySet()).stream().map(action).toList();
  }

  boolean answerJoin(String stream, String json) {
    answers.put(stream, json);
    return true;
  }

  boolean forgetDevices() {
    good.clear();
    return true;
  }

  boolean hold(boolean yes) {
    holding = yes;
    var due = List.copyOf(held);
    held.clear();
    due.forEach(each -> took(each.channel(), each.connect()));
    return true;
  }

  void took(Channel channel, JsonNode frame) {
    var stream = frame.path("stream").asText();
    switch (frame.path("type").asText()) {
      case "connect" -> connect(channel, frame);
      case "join" -> join(channel, stream);
      case "leave" -> leave(channel, stream);
      default -> {}
    }
  }

  void gone(Channel channel) {
    var session = sessions.remove(channel);
    if (session != null) {
      session.streams().forEach(this::tell);
    }
  }

  String figures(String type, String stream) {
    var there = sessions.values().stream().filter(s -> s.streams().contains(stream)).toList();
    var viewers = there.stream().map(Session::viewer).distinct().count();
    var anonymous =
        there.stream().filter(Session::anonymous).map(Session::viewer).distinct().count();
    return """
    {"type":"%s","stream":"%s","viewers":%d,"connections":%d,"anonymous":%d,"asOf":%d,"quality":"exact"}"""
        .formatted(type, stream, viewers, there.size(), anonymous, 1_790_000_000_000L);
  }

  private void connect(Channel channel, JsonNode frame) {
    if (holding) {
      held.add(new Held(channel, frame));
      return;
    }
    serial++;
    var anonymous = !frame.has("token");
    var device = anonymous ? deviceOf(frame) : "";
    var viewer = anonymous ? device.replace("device", "-") : frame.path("token").asText();
    sessions.put(channel, new Session(viewer, anonymous, new HashSet<>()));
    send(
        channel,
        """
        {"type":"connected","session":"session-%d","viewer":"%s","anonymous":%s,\
        "heartbeatMillis":25000,"timeoutMillis":60000,"resume":"resume-%d"%s}"""
            .formatted(
                serial,
                viewer,
                anonymous,
                serial,
                anonymous ? ",\"device\":\"" + device + "\"" : ""));
  }

  private String deviceOf(JsonNode frame) {
    var asked = frame.path("device").asText();
    if (good.contains(asked)) {
      return asked;
    }
    devices++;
    good.add("device" + devices);
    return "device" + devices;
  }

  private void join(Channel channel, String stream) {
    var session = sessions.get(channel);
    if (session == null) {
      return;
    }
    if (answers.containsKey(stream)) {
      send(channel, answers.getOrDefault(stream, ""));
      return;
    }
    session.streams().add(stream);
    send(channel, figures("joined", stream));
    tell(stream);
  }

  private void leave(Channel channel, String stream) {
    var session = sessions.get(channel);
    if (session != null) {
      session.streams().remove(stream);
      send(channel, "{\"type\":\"left\",\"stream\":\"" + stream + "\"}");
      tell(stream);
    }
  }

  private void tell(String stream) {
    for (var entry : sessions.entrySet()) {
      if (entry.getValue().streams().contains(stream)) {
        send(entry.getKey(), figures("viewers", stream));
      }
    }
  }

  private static void send(Channel channel, String json) {
    var _ = channel.writeAndFlush(new TextWebSocketFrame(json));
  }
}
