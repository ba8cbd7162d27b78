/** What arrives in the landing bucket: object events in, parts out; and how parts are read. */
package io.github.landfall.arrivals;
