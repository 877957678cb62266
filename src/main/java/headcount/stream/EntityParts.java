package headcount.stream;

import headcount.checkpoint.Catalogue;
import headcount.checkpoint.CheckpointSettings;
import headcount.checkpoint.Checkpoints;
import headcount.checkpoint.Outbox;
import headcount.presence.BeatTable;

/** What the entities on a node share. */
public record EntityParts(
    Members members,
    BeatTable beats,
    Checkpoints checkpoints,
    Outbox outbox,
    Catalogue catalogue,
    Clocks clocks,
    StreamSettings settings,
    CheckpointSettings saving) {}
