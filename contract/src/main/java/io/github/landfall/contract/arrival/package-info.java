/** What is told of objects that come and go: S3's events in, and the parts that keep them. */
package io.github.landfall.contract.arrival;
