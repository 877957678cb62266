package headcount.audience.synth;

import headcount.presence.EndedBy;

/**
 * A tab that watched a broadcast.
 *
 * @param person from 0
 * @param viewer the person's id in the database
 * @param session its number, unlike any other's
 * @param joined Unix ms
 * @param until Unix ms
 */
public record Watched(
    int person,
    long viewer,
    boolean anonymous,
    long session,
    long joined,
    long until,
    EndedBy endedBy) {}
