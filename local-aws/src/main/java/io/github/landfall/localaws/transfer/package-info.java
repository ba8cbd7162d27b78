/** AWS Data Transfer Hub's part in the chain: its schedule, messages, items and copies, no more. */
package io.github.landfall.localaws.transfer;
