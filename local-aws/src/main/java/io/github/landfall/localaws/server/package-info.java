/** The servers that stand in for AWS's, embedded or as child processes, all on 127.0.0.1. */
package io.github.landfall.localaws.server;
