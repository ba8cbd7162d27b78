/** What happened in a rehearsal, minute by minute. */
package io.github.landfall.rehearsal.timeline;
