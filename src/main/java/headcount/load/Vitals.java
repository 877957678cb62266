package headcount.load;

/**
 * What a server process costs at one moment.
 *
 * @param pid its process
 * @param cpuPercent of one core since the moment before; 100 is one core
 * @param rssBytes resident memory; 0 where the machine does not tell
 */
record Vitals(long pid, double cpuPercent, long rssBytes) {}
