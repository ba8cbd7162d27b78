/** What a Windows drive shows of the bucket. */
package io.github.landfall.contract.drive;
