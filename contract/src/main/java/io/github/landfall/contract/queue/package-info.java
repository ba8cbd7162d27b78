/** What Lambda and a function tell one another of a queue's messages. */
package io.github.landfall.contract.queue;
