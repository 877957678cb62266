package headcount.stream;

import headcount.checkpoint.Checkpoints;
import headcount.checkpoint.Outbox;
import headcount.presence.BeatTable;
import headcount.presence.PushBudget;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * What a node's relay workers share.
 *
 * @param pushes what pushes of all streams may cost
 * @param edge this node's sockets; they begin after the relays
 * @param held streams that all workers hold together
 * @param workers all of the node's, once they are there
 */
record RelayParts(
    Members members,
    BeatTable beats,
    StreamRegion region,
    Checkpoints checkpoints,
    Outbox outbox,
    Clocks clocks,
    StreamSettings settings,
    PushBudget pushes,
    Supplier<Edge> edge,
    Supplier<RelayWorkers> workers,
    AtomicInteger held) {}
