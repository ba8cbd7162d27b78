/** The topics that carry notices to people, and the key that they are encrypted with. */
package io.github.landfall.infra.notices;
