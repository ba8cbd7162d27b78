package io.github.landfall.infra.dth;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How a template is changed. */
interface Rewrite {

  /**
   * Changes a template where it must be changed, and nothing if that was done before.
   *
   * @param template the template, which is changed in place
   * @param findings takes a line for each change, and for what is left unlike others
   * @throws TemplateException if it must be changed but holds something unknown
   */
  void apply(ObjectNode template, Findings findings);
}
