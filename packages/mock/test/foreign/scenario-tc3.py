"""The scenario of API 3.0 with nothing but Python's standard library, written from the vendor's documentation.

Environment: ORIGIN, SECRET_ID, SECRET_KEY, and AUTHORITY for TLS.
"""

import hashlib
import hmac
import json
import os
import ssl
import time
import urllib.request
from datetime import datetime, timezone
from urllib.parse import urlsplit

ORIGIN = os.environ["ORIGIN"]
SECRET_ID = os.environ["SECRET_ID"]
SECRET_KEY = os.environ["SECRET_KEY"]
HOST = urlsplit(ORIGIN).netloc
CONTEXT = ssl.create_default_context(cafile=os.environ.get("AUTHORITY") or None)


def sign(key, text):
    return hmac.new(key, text.encode("utf-8"), hashlib.sha256).digest()


def call(action, parameters, secret_key=SECRET_KEY, region="ap-guangzhou"):
    service = "cvm"
    timestamp = int(time.time())
    date = datetime.fromtimestamp(timestamp, timezone.utc).strftime("%Y-%m-%d")
    payload = json.dumps(parameters, ensure_ascii=False).encode("utf-8")
    content_type = "application/json; charset=utf-8"
    canonical_headers = "content-type:%s\nhost:%s\nx-tc-action:%s\n" % (content_type, HOST, action.lower())
    signed_headers = "content-type;host;x-tc-action"
    hashed_payload = hashlib.sha256(payload).hexdigest()
    canonical = "\n".join(["POST", "/", "", canonical_headers, signed_headers, hashed_payload])
    scope = "%s/%s/tc3_request" % (date, service)
    hashed = hashlib.sha256(canonical.encode("utf-8")).hexdigest()
    text = "\n".join(["TC3-HMAC-SHA256", str(timestamp), scope, hashed])
    key = sign(sign(sign(("TC3" + secret_key).encode("utf-8"), date), service), "tc3_request")
    signature = hmac.new(key, text.encode("utf-8"), hashlib.sha256).hexdigest()
    request = urllib.request.Request(
        ORIGIN + "/",
        data=payload,
        method="POST",
        headers={
            "Authorization": "TC3-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            % (SECRET_ID, scope, signed_headers, signature),
            "Content-Type": content_type,
            "Host": HOST,
            "X-TC-Action": action,
            "X-TC-Timestamp": str(timestamp),
            "X-TC-Version": "2017-03-12",
            "X-TC-Region": region,
        },
    )
    with urllib.request.urlopen(request, context=CONTEXT if ORIGIN.startswith("https") else None) as answer:
        return json.load(answer)["Response"]


def code(answer):
    return answer["Error"]["Code"] if "Error" in answer else "accepted"


def wait(milliseconds):
    request = urllib.request.Request(
        ORIGIN + "/_emulator/api/clock/advance",
        data=json.dumps({"milliseconds": milliseconds}).encode("utf-8"),
        method="POST",
        headers={"Content-Type": "application/json"},
    )
    urllib.request.urlopen(request, context=CONTEXT if ORIGIN.startswith("https") else None).close()


def states(ids):
    listed = call("DescribeInstances", {"InstanceIds": ids})["InstanceSet"]
    return sorted(set(each["InstanceState"] for each in listed))


def main():
    everything = call("DescribeInstances", {"Limit": 100})
    print("instances: %d" % everything["TotalCount"])
    running = [each["InstanceId"] for each in everything["InstanceSet"] if each["InstanceState"] == "RUNNING"]
    print("named in Chinese: %d" % call("DescribeInstances", {"Filters": [{"Name": "instance-name", "Values": ["网站-1"]}]})["TotalCount"])
    print("stop two: %s" % code(call("StopInstances", {"InstanceIds": running[:2], "StopType": "SOFT"})))
    print("at once: %s" % ",".join(states(running[:2])))
    wait(5000)
    print("later: %s" % ",".join(states(running[:2])))
    print("again: %s" % code(call("StopInstances", {"InstanceIds": running[:2]})))
    print("another region: %s" % code(call("StopInstances", {"InstanceIds": running[:2]}, region="ap-shanghai")))
    print("another key: %s" % code(call("DescribeInstances", {}, secret_key="wrong")))
    print("no such parameter: %s" % code(call("DescribeInstances", {"limit": 1})))


main()
