/**
 * The runs: the rules that begin and end them, the queue that holds their events, and the function
 * that turns these into notices and cache refreshes, with all that it may do and remembers.
 */
package io.github.landfall.infra.runs;
