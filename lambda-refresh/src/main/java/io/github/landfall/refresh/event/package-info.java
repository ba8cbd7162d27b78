/** What the run queue delivers, read into one of three kinds of event. */
package io.github.landfall.refresh.event;
