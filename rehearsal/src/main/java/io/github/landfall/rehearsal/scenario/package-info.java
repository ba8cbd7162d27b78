/** The nights that are rehearsed, and what must hold in each. */
package io.github.landfall.rehearsal.scenario;
