"""The two functions of the example. They hold just enough to be deployed."""

import json
import os


def validate(event, context):
    """Take a webhook from API Gateway."""
    print(json.dumps({"queue": os.environ["QUEUE_URL"], "size": len(event.get("body") or "")}))
    return {"statusCode": 202, "body": ""}


def process(event, context):
    """Take a batch of webhooks from the queue."""
    print(json.dumps({"table": os.environ["TABLE_NAME"], "count": len(event["Records"])}))
