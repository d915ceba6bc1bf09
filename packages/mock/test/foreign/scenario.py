"""The whole scenario with nothing but Python's standard library: no code is shared with the emulator.

Environment: PORT, AUTHORITY (certificate authority file; left out: plain HTTP), SECRET_ID, SECRET_KEY, ADMIN (where the
emulator is, if that is not what is talked to).
"""

import base64
import hashlib
import hmac
import http.client
import json
import os
import random
import socket
import ssl
import time
import urllib.parse

HOST = "cvm.api.qcloud.com"
PATH = "/v2/index.php"


authority = os.environ.get("AUTHORITY")
trust = ssl.create_default_context(cafile=authority) if authority else None


class Connection(http.client.HTTPConnection):
    """Connects the vendor's name to this machine, as an entry in /etc/hosts would do."""

    def connect(self):
        plain = socket.create_connection(("127.0.0.1", int(os.environ["PORT"])), 20)
        self.sock = trust.wrap_socket(plain, server_hostname=HOST) if trust else plain


connection = Connection(HOST)
if "ADMIN" in os.environ:
    admin = http.client.HTTPConnection(urllib.parse.urlsplit(os.environ["ADMIN"]).netloc)
else:
    admin = http.client.HTTPSConnection("127.0.0.1", int(os.environ["PORT"]), context=trust)


def call(action, method="POST", key=os.environ["SECRET_KEY"], **parameters):
    """One signed call. Lists become name.0, name.1, …; the signature is HMAC-SHA1, the default of the service."""
    flat = {
        "Action": action,
        "Region": "gz",
        "Timestamp": str(int(time.time())),
        "Nonce": str(random.SystemRandom().randint(1, 2**31)),
        "SecretId": os.environ["SECRET_ID"],
    }
    for name, value in parameters.items():
        if isinstance(value, list):
            flat.update((f"{name}.{index}", item) for index, item in enumerate(value))
        else:
            flat[name] = str(value)
    joined = "&".join(f"{name}={flat[name]}" for name in sorted(flat))
    source = f"{method}{HOST}{PATH}?{joined}"
    digest = hmac.new(key.encode(), source.encode(), hashlib.sha1).digest()
    form = urllib.parse.urlencode({**flat, "Signature": base64.b64encode(digest).decode()})
    if method == "GET":
        connection.request("GET", f"{PATH}?{form}")
    else:
        connection.request("POST", PATH, form, {"Content-Type": "application/x-www-form-urlencoded"})
    response = connection.getresponse()
    return json.loads(response.read().decode("utf-8"))


def expect(what, code, body):
    assert body["code"] == code, f"{what}: expected code {code}, got {body}"
    print(f"{what}: {code}")
    return body


def wait_a_while():
    """The emulator's clock stands still: waiting is moving it, through the admin API."""
    admin.request("POST", "/_emulator/api/clock/advance", '{"milliseconds": 4000}', {"Content-Type": "application/json"})
    response = admin.getresponse()
    assert response.status == 200, response.read()
    response.read()


def wait_for(status, identifier):
    for _ in range(20):
        body = call("DescribeInstances", instanceIds=[identifier])
        if body["instanceSet"][0]["status"] == status:
            return
        wait_a_while()
    raise AssertionError(f"{identifier} did not come to status {status}: {body}")


fleet = []
while True:
    page = expect(f"describe from {len(fleet)}", 0, call("DescribeInstances", "GET", offset=len(fleet), limit=2))
    fleet += [instance["unInstanceId"] for instance in page["instanceSet"]]
    if len(fleet) >= page["totalCount"]:
        break
print(f"instances: {len(fleet)}")
first, second, third, stubborn, stopped = fleet

expect("stop two", 0, call("StopInstances", instanceIds=[first, second]))
partly = expect("stop one that runs and one that does not", 5400, call("StopInstances", instanceIds=[third, stopped]))
assert partly["detail"][third]["code"] == 0, partly
assert partly["detail"][stopped]["code"] != 0, partly
expect("stop one that is shut down", 5100, call("StopInstances", "GET", instanceIds=[stopped]))
for identifier in (first, second, third):
    wait_for(4, identifier)
print("three are shut down")

expect("stop a stubborn one", 0, call("StopInstances", instanceIds=[stubborn]))
wait_for(9, stubborn)
wait_for(2, stubborn)
print("it runs again")
expect("stop it by force", 0, call("StopInstances", instanceIds=[stubborn], forceStop=1))
wait_for(4, stubborn)
print("it is shut down")

expect("start one", 0, call("StartInstances", instanceIds=[first]))
wait_for(2, first)
print("it runs")

expect("sign with another key", 4100, call("DescribeInstances", key="wrong"))
expect("say something in Chinese", 0, call("DescribeInstances", searchWord="网站-1"))
