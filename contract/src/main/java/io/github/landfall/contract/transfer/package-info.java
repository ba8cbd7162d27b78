/** The names by which a transfer is watched. */
package io.github.landfall.contract.transfer;
