package io.github.landfall.rehearsal.faults;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import io.github.landfall.localaws.function.FunctionDefinition;

/**
 * What a function is told of its call. No virtual time passes in it, so all its time remains.
 *
 * @param function the function
 */
record TimedContext(FunctionDefinition function) implements Context {

  @Override
  public int getRemainingTimeInMillis() {
    return Math.toIntExact(function.timeout().toMillis());
  }

  @Override
  public String getFunctionName() {
    return function.name();
  }

  @Override
  public String getInvokedFunctionArn() {
    return function.arn();
  }

  @Override
  public int getMemoryLimitInMB() {
    return function.memoryMegabytes();
  }

  @Override
  public String getAwsRequestId() {
    throw notTold();
  }

  @Override
  public String getLogGroupName() {
    throw notTold();
  }

  @Override
  public String getLogStreamName() {
    throw notTold();
  }

  @Override
  public String getFunctionVersion() {
    throw notTold();
  }

  @Override
  public CognitoIdentity getIdentity() {
    throw notTold();
  }

  @Override
  public ClientContext getClientContext() {
    throw notTold();
  }

  @Override
  public LambdaLogger getLogger() {
    throw notTold();
  }

  private static UnsupportedOperationException notTold() {
    return new UnsupportedOperationException("no function has asked for this so far");
  }
}
