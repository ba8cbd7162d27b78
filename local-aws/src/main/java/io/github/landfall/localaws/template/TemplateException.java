package io.github.landfall.localaws.template;

/** Says what in a synthesized template the rehearsal cannot read, and in which resource. */
public final class TemplateException extends RuntimeException {

  TemplateException(String message) {
    super(message);
  }
}
