/** The AWS protocols that the rehearsal's own stand-ins speak, on 127.0.0.1. */
package io.github.landfall.localaws.http;
