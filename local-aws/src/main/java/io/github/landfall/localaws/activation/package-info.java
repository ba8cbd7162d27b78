/** The on-premises side as its scripts meet it: the gateway's VM, the stack, and its secret. */
package io.github.landfall.localaws.activation;
