package io.github.landfall.refresh.notice;

import io.github.landfall.contract.notice.ShortNotice;

/**
 * A notice as a person reads it.
 *
 * @param subject one line of fewer than 100 characters, without control characters, as <a
 *     href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">SNS demands</a>
 * @param text the body, in lines
 * @param brief the same in short, for group chats
 */
public record Message(String subject, String text, ShortNotice brief) {}
