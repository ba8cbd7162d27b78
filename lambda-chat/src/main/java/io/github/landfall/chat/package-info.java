/**
 * The function that passes notices and alarms on to group robots: {@code robot} says what each
 * product wants and answers, what lies here talks to them.
 */
package io.github.landfall.chat;
