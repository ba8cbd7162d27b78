/**
 * The landing bucket in China, and the way from its object events through the arrivals queues to
 * the function that writes them down.
 */
package io.github.landfall.infra.landing;
