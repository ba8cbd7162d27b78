package io.github.landfall.refresh.notice;

/**
 * A notice as a person reads it.
 *
 * @param subject one line of fewer than 100 characters, without control characters, as <a
 *     href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">SNS demands</a>
 * @param text the body, in lines
 */
public record Message(String subject, String text) {}
