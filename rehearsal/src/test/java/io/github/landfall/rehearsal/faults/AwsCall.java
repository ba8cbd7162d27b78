package io.github.landfall.rehearsal.faults;

/**
 * A call of AWS that a function made.
 *
 * @param number its place among all calls of the night, from 1
 * @param function the function that made it
 * @param service the service's id, for example {@code DynamoDB}
 * @param operation for example {@code PutItem}
 */
record AwsCall(int number, String function, String service, String operation) {

  /** Whether it is a call of a service's operation. */
  boolean is(String ofService, String ofOperation) {
    return service.equals(ofService) && operation.equals(ofOperation);
  }

  @Override
  public String toString() {
    return "call %d, %s %s of the %s function".formatted(number, service, operation, function);
  }
}
