/**
 * The CDK app. {@code LandfallStack} wires the rooms, one construct a file, in the order in which
 * the data passes them: transfer, landing bucket, runs, notices, gateway.
 */
package io.github.landfall.infra;
