/** What compares each source with the landing bucket every week. */
package io.github.landfall.infra.compare;
