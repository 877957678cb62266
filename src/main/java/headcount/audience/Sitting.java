package headcount.audience;

/**
 * A tab that watched, as it is stored.
 *
 * @param fresh whether the viewer was never seen anywhere before the day
 * @param category where the broadcast was listed last; counts where its history says nothing
 * @param from Unix ms
 * @param until Unix ms
 * @param cut whether it ended by the broadcast's end or a server's leaving, and not by the viewer
 */
public record Sitting(
    long viewer,
    boolean anonymous,
    boolean fresh,
    long stream,
    long category,
    long from,
    long until,
    boolean cut) {}
