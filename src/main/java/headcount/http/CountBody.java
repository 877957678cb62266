package headcount.http;

import headcount.presence.Headcount;
import headcount.presence.StreamId;
import java.util.List;

/** A count as clients see it: the fields of the socket's {@code viewers} frame, in their order. */
record CountBody(
    String type,
    String stream,
    int viewers,
    int connections,
    int anonymous,
    long asOf,
    String quality) {
  static CountBody of(StreamId stream, Headcount count) {
    return new CountBody(
        "viewers",
        stream.text(),
        count.viewers(),
        count.connections(),
        count.anonymous(),
        count.asOfMillis(),
        count.quality().word());
  }

  static Table table(String name, List<CountBody> counts) {
    return new Table(
        name,
        List.of("stream", "viewers", "connections", "anonymous", "asOf", "quality"),
        () ->
            counts.stream()
                .map(
                    it ->
                        Table.row(
                            it.stream,
                            it.viewers,
                            it.connections,
                            it.anonymous,
                            it.asOf,
                            it.quality))
                .toList());
  }
}
