/** Robots of group chats on 127.0.0.1, as WeCom, DingTalk and Feishu document them. */
package io.github.landfall.localaws.robots;
