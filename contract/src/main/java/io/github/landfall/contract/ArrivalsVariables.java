package io.github.landfall.contract;

/** The arrivals function's environment: the infrastructure writes these variables. */
public final class ArrivalsVariables {

  /** Name of the landing bucket. */
  public static final String LANDING_BUCKET = "LANDING_BUCKET";

  /** Name of the ledger bucket. */
  public static final String LEDGER_BUCKET = "LEDGER_BUCKET";

  private ArrivalsVariables() {}
}
