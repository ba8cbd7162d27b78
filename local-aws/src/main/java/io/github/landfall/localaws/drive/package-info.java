/** The drive, as the artists see it. */
package io.github.landfall.localaws.drive;
