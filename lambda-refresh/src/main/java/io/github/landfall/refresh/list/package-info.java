/** The lists that come with deliveries, and whether what they list lies in the bucket. */
package io.github.landfall.refresh.list;
