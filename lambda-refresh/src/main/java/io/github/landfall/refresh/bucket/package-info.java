/** The objects that the function keeps and reads in buckets. */
package io.github.landfall.refresh.bucket;
