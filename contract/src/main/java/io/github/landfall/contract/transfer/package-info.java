/**
 * A partner's transfer: the names by which it is watched, and the adapter that asks DTH's parts.
 */
package io.github.landfall.contract.transfer;
