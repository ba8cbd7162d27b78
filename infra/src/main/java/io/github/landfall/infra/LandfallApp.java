package io.github.landfall.infra;

import io.github.landfall.infra.config.ConfigurationException;
import io.github.landfall.infra.config.LandfallConfiguration;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/** The CDK app: reads the configuration from {@code cdk.json} and synthesizes the stack. */
public final class LandfallApp {

  private LandfallApp() {}

  /**
   * Synthesizes into the directory that the CDK CLI names, else {@code cdk.out}. A wrong
   * configuration gives one line on standard error and exit status 1.
   *
   * @param args not used; the configuration is the object {@code landfall} of the CDK context
   */
  public static void main(String[] args) {
    App app = new App(AppProps.builder().analyticsReporting(false).build());
    try {
      new LandfallStack(app, LandfallConfiguration.of(app.getNode().tryGetContext("landfall")));
    } catch (ConfigurationException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
    app.synth();
  }
}
