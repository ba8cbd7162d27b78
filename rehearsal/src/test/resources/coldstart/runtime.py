# The least that a Python runtime does: load the handler, ask for an event, send the answer.
import http.client
import importlib
import json
import os

module, function = os.environ["_HANDLER"].rsplit(".", 1)
handler = getattr(importlib.import_module(module), function)
connection = http.client.HTTPConnection(os.environ["AWS_LAMBDA_RUNTIME_API"])
root = "/2018-06-01/runtime/invocation/"
while True:
    connection.request("GET", root + "next")
    response = connection.getresponse()
    request = response.headers["Lambda-Runtime-Aws-Request-Id"]
    answer = handler(json.loads(response.read()), None)
    connection.request("POST", root + request + "/response", json.dumps(answer))
    connection.getresponse().read()
