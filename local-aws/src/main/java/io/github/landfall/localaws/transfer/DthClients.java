package io.github.landfall.localaws.transfer;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The AWS services that a hub uses; the clients stay the caller's to close.
 *
 * @param s3 where both buckets are
 * @param sqs where the transfer queue is
 * @param dynamoDb where the table of objects is
 */
public record DthClients(S3Client s3, SqsClient sqs, DynamoDbClient dynamoDb) {}
