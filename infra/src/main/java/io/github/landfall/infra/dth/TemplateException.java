package io.github.landfall.infra.dth;

/** Says why a file cannot be used as Data Transfer Hub's template. */
public final class TemplateException extends RuntimeException {

  /**
   * Makes an exception.
   *
   * @param reason what is wrong with the file, as the end of a sentence that begins with its name
   */
  public TemplateException(String reason) {
    super(reason);
  }
}
