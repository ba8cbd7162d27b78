/** The way of a notice from its topic to group robots. */
package io.github.landfall.infra.chat;
