"""Lists the fleet and stops instances, with nothing but Python's standard library.

    python3 stop.py [ins-…]

Environment: PORT (8443), AUTHORITY (authority.pem).
"""

import base64
import hashlib
import hmac
import http.client
import json
import os
import random
import ssl
import sys
import time
import urllib.parse

HOST = "127.0.0.1"
PORT = int(os.environ.get("PORT", "8443"))
SECRET_ID, SECRET_KEY = "AKIDexample", "not-a-secret"

trust = ssl.create_default_context(cafile=os.environ.get("AUTHORITY", "authority.pem"))
connection = http.client.HTTPSConnection(HOST, PORT, context=trust)


def call(action, **parameters):
    """One signed call. The text that is signed has the values as they are; they are encoded once, when they are sent."""
    flat = {
        "Action": action,
        "Region": "ap-guangzhou",
        "Timestamp": str(int(time.time())),
        "Nonce": str(random.SystemRandom().randint(1, 2**31)),
        "SecretId": SECRET_ID,
        "SignatureMethod": "HmacSHA256",
        **parameters,
    }
    joined = "&".join(f"{name}={flat[name]}" for name in sorted(flat))
    source = f"POST{HOST}:{PORT}/v2/index.php?{joined}"
    digest = hmac.new(SECRET_KEY.encode(), source.encode(), hashlib.sha256).digest()
    form = urllib.parse.urlencode({**flat, "Signature": base64.b64encode(digest).decode()})
    connection.request("POST", "/v2/index.php", form, {"Content-Type": "application/x-www-form-urlencoded"})
    return json.loads(connection.getresponse().read())


for instance in call("DescribeInstances", limit="100")["instanceSet"]:
    print(instance["unInstanceId"], instance["status"])

ids = sys.argv[1:]
if ids:
    answer = call("StopInstances", **{f"instanceIds.{index}": each for index, each in enumerate(ids)})
    for each, outcome in answer.get("detail", {}).items():
        print(each, "is shutting down" if outcome["code"] == 0 else outcome["message"])
    sys.exit(0 if answer["code"] == 0 else answer["message"])
