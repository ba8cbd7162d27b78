/** What lies on the drive beside the media: a report of each run, and a list of them. */
package io.github.landfall.refresh.report;
