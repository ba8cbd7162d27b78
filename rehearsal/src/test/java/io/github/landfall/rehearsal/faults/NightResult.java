package io.github.landfall.rehearsal.faults;

import java.time.Instant;
import java.util.List;

/**
 * What came of a night.
 *
 * @param calls the calls of AWS, in order
 * @param ready when people were told that the files are on the drive; null if never
 * @param told the events of the notices, in order
 * @param refreshes how many refreshes the gateway accepted
 * @param runs how many runs and sweeps there were
 * @param broken what does not hold at the end, whatever the fault; empty if all does
 */
record NightResult(
    List<AwsCall> calls,
    Instant ready,
    List<String> told,
    int refreshes,
    int runs,
    List<String> broken) {}
