/** What DTH's table says of each object, and how it is listed. */
package io.github.landfall.tools.transfers;
