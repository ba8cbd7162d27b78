/** Plans which folders of a file share are refreshed, and how. */
package io.github.landfall.refresh.share;
