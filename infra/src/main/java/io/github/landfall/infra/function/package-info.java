/** What both functions are made of: a jar, a role, a log, and metrics of what the log says. */
package io.github.landfall.infra.function;
