# Two handlers that tell people of a started transfer, with boto3 and nothing else.
import json
import os
import time
import uuid
from datetime import datetime, timedelta, timezone

import boto3


def tell(sns, partner):
    sns.publish(
        TopicArn=os.environ["NOTICE_TOPIC"],
        Subject="[%s] Transfer started" % partner,
        Message="Partner: %s\nThe transfer has started." % partner,
        MessageAttributes={
            name: {"DataType": "String", "StringValue": value}
            for name, value in (("partner", partner), ("event", "transfer-started"))
        },
    )


def alarms(event):
    print("Event:", event)
    for record in event["Records"]:
        message = json.loads(record["body"])
        if message["detail"]["state"]["value"] == "ALARM":
            yield message


def one_call(event, context):
    """One Publish, as the article's function does."""
    sns = boto3.client("sns")
    for message in alarms(event):
        tell(sns, message["transfer"]["partner"])
    return {"batchItemFailures": []}


def same_calls(event, context):
    """The calls that the refresh function makes: the run is recorded before and after the notice."""
    dynamodb = boto3.client("dynamodb")
    sns = boto3.client("sns")
    table = os.environ["RUNS_TABLE"]
    for message in alarms(event):
        partner = message["transfer"]["partner"]
        started = datetime.strptime(message["detail"]["state"]["timestamp"], "%Y-%m-%dT%H:%M:%S.%f%z")
        time_key = started.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
        lease = {"partner": {"S": "lease#" + partner}, "run": {"S": "-"}}
        owner = str(uuid.uuid4())
        now = datetime.now(timezone.utc)
        dynamodb.update_item(
            TableName=table,
            Key=lease,
            UpdateExpression="SET holder = :me, heldUntil = :until",
            ConditionExpression="attribute_not_exists(holder) OR heldUntil < :now",
            ExpressionAttributeValues={
                ":me": {"S": owner},
                ":until": {"N": str(int((now + timedelta(minutes=10)).timestamp() * 1000))},
                ":now": {"N": str(int(time.time() * 1000))},
            },
        )
        before = dynamodb.query(
            TableName=table,
            KeyConditionExpression="partner = :partner AND run <= :time",
            ExpressionAttributeValues={":partner": {"S": partner}, ":time": {"S": time_key}},
            ScanIndexForward=False,
            ConsistentRead=True,
            Limit=1,
        )
        latest = dynamodb.query(
            TableName=table,
            KeyConditionExpression="partner = :partner",
            ExpressionAttributeValues={":partner": {"S": partner}},
            ScanIndexForward=False,
            ConsistentRead=True,
            Limit=1,
        )
        assert before["Items"] == latest["Items"], "there is a later run"
        run = {
            "partner": {"S": partner},
            "run": {"S": time_key},
            "transfer": {"M": {name: {"S": value} for name, value in message["transfer"].items()}},
            "phase": {"S": "busy"},
        }
        save(dynamodb, table, run, 1)
        run["inProgress"] = {"S": "transfer-started"}
        save(dynamodb, table, run, 2)
        tell(sns, partner)
        del run["inProgress"]
        run["published"] = {"SS": ["transfer-started"]}
        save(dynamodb, table, run, 3)
        dynamodb.update_item(
            TableName=table,
            Key=lease,
            UpdateExpression="REMOVE holder, heldUntil",
            ConditionExpression="holder = :me",
            ExpressionAttributeValues={":me": {"S": owner}},
        )
    return {"batchItemFailures": []}


def save(dynamodb, table, run, version):
    run["version"] = {"N": str(version)}
    condition = (
        {"ConditionExpression": "attribute_not_exists(partner)"}
        if version == 1
        else {
            "ConditionExpression": "version = :version",
            "ExpressionAttributeValues": {":version": {"N": str(version - 1)}},
        }
    )
    dynamodb.put_item(TableName=table, Item=run, **condition)
