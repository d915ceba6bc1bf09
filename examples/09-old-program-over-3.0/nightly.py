#!/usr/bin/env python
# -*- coding: utf-8 -*-
"""Shuts down what runs. Written in 2016 for API 2.0, runs on Python 2.7 and 3, and was never changed since."""

from __future__ import print_function

import base64
import hashlib
import hmac
import json
import os
import random
import sys
import time

try:
    from urllib import urlencode
    from urllib2 import urlopen
except ImportError:
    from urllib.parse import urlencode
    from urllib.request import urlopen

# The one setting: where the API is.
URL = os.environ.get("QCLOUD_URL", "https://cvm.api.qcloud.com/v2/index.php")
SECRET_ID = os.environ["QCLOUD_SECRET_ID"]
SECRET_KEY = os.environ["QCLOUD_SECRET_KEY"]
REGION = "gz"
RUNNING = 2


def call(action, parameters):
    query = {
        "Action": action,
        "Region": REGION,
        "Timestamp": int(time.time()),
        "Nonce": random.randint(1, 2**31),
        "SecretId": SECRET_ID,
    }
    query.update(parameters)
    joined = "&".join("%s=%s" % (name, query[name]) for name in sorted(query))
    source = "GET" + URL.split("://")[1] + "?" + joined
    digest = hmac.new(SECRET_KEY.encode(), source.encode(), hashlib.sha1).digest()
    query["Signature"] = base64.b64encode(digest).decode()
    return json.loads(urlopen(URL + "?" + urlencode(query)).read().decode("utf-8"))


def main():
    fleet = call("DescribeInstances", {"status": RUNNING, "limit": 100})
    if fleet["code"] != 0:
        sys.exit("%(code)s %(message)s" % fleet)
    ids = [instance["unInstanceId"] for instance in fleet["instanceSet"]]
    print("%d run" % len(ids))
    if not ids:
        return
    parameters = dict(("instanceIds.%d" % index, each) for index, each in enumerate(ids))
    stopped = call("StopInstances", parameters)
    if "detail" not in stopped:
        sys.exit("%(code)s %(message)s" % stopped)
    for each in ids:
        result = stopped["detail"][each]
        print(each, "is shutting down" if result["code"] == 0 else result["message"])


main()
