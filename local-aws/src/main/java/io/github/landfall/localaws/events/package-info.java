/** EventBridge as far as the chain needs it: rules that bring events into queues. */
package io.github.landfall.localaws.events;
