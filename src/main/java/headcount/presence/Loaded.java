package headcount.presence;

import java.util.Map;

/**
 * What the store knew of a stream when its entity started: the last count, not the viewers.
 *
 * @param epoch of the incarnation that wrote it
 * @param version within that epoch
 * @param viewers distinct viewers
 * @param connections sessions
 * @param anonymous how many of the viewers are anonymous
 * @param sources whose tabs were counted, and how far
 */
public record Loaded(
    long epoch,
    long version,
    int viewers,
    int connections,
    int anonymous,
    Map<Source, SourceMark> sources) {}
