/** Notices in a form that programs read, and the group robots that they are written for. */
package io.github.landfall.contract.notice;
