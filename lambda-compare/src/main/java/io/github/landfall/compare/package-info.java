/**
 * Compares each partner's source with the landing bucket every week, slice by slice: a message in
 * the comparison queue comes again until all is compared, mended and told.
 */
package io.github.landfall.compare;
