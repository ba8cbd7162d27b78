/**
 * The transfer: a partner's Data Transfer Hub, imported or adopted, and the alarm that tells its
 * activity. Past {@code TransferImport}, the stack knows a {@code Transfer} by its names alone.
 */
package io.github.landfall.infra.transfer;
