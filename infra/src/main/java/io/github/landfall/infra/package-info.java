/** The CDK app: one construct a file, wired in the order of the data by {@code LandfallStack}. */
package io.github.landfall.infra;
