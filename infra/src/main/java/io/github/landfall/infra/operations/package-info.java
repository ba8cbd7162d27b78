/**
 * What shows the platform team how the chain is doing: alarms on whatever would fail in silence,
 * and the dashboard. It looks into every other room; none looks back.
 */
package io.github.landfall.infra.operations;
