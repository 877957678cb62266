package headcount.http;

import headcount.audience.AnswerCache;
import headcount.audience.History;
import headcount.audience.Rankings;
import headcount.stream.Relays;
import headcount.stream.Streams;

/** Whom the public port asks. */
public record PublicParts(
    Relays relays,
    Streams streams,
    Rankings rankings,
    History history,
    Analysts analysts,
    AnswerCache answers,
    Operators operators,
    Readiness readiness) {}
