/** What the robots of each product are sent, and what their answers mean; nothing is sent here. */
package io.github.landfall.chat.robot;
