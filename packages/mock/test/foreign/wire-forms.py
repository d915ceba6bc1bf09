"""Requests as the vendor's SDKs of other languages put them on the wire, byte by byte, from Python's standard library alone.

Environment: PORT, SECRET_ID, SECRET_KEY. Prints a line for each form: its name, and how it was answered.
"""

import base64
import hashlib
import hmac
import json
import os
import random
import socket
import time
from datetime import datetime, timezone
from urllib.parse import quote, urlencode

PORT = int(os.environ["PORT"])
HOST = "127.0.0.1:%d" % PORT
SECRET_ID = os.environ["SECRET_ID"]
SECRET_KEY = os.environ["SECRET_KEY"]
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"


# --- HTTP by hand -----------------------------------------------------------------------------------------------------


def message(method, target, headers, body=b"", version="1.1", length=True):
    lines = ["%s %s HTTP/%s" % (method, target, version)] + ["%s: %s" % pair for pair in headers]
    if length and (body or method == "POST"):
        lines.append("Content-Length: %d" % len(body))
    return ("\r\n".join(lines) + "\r\n\r\n").encode("utf-8"), body


def read_answer(file):
    status = int(file.readline().split()[1])
    length = 0
    for line in iter(file.readline, b"\r\n"):
        name, value = line.decode("latin-1").split(":", 1)
        if name.lower() == "content-length":
            length = int(value)
    return status, file.read(length)


def exchange(*requests):
    """Sends requests over one connection, the next as soon as the one before is answered."""
    with socket.create_connection(("127.0.0.1", PORT), 20) as connection, connection.makefile("rb") as file:
        answers = []
        for head, body in requests:
            connection.sendall(head + body)
            answers.append(read_answer(file))
        return answers


def exchange_after_continue(head, body):
    """Waits with the body until the server wants it, as curl and .NET do."""
    with socket.create_connection(("127.0.0.1", PORT), 20) as connection, connection.makefile("rb") as file:
        connection.sendall(head)
        assert read_answer(file)[0] == 100
        connection.sendall(body)
        return [read_answer(file)]


def exchange_pipelined(*requests):
    with socket.create_connection(("127.0.0.1", PORT), 20) as connection, connection.makefile("rb") as file:
        connection.sendall(b"".join(head + body for head, body in requests))
        return [read_answer(file) for _ in requests]


def outcome(answer):
    status, body = answer
    content = json.loads(body)
    if "Response" in content:
        said = content["Response"].get("Error", {}).get("Code", "accepted")
    else:
        said = "code %s" % content["code"]
    return said if status == 200 else "HTTP %d, %s" % (status, said)


def show(name, answers):
    print("%s: %s" % (name, ", ".join(outcome(answer) for answer in answers)))


# --- TC3-HMAC-SHA256 --------------------------------------------------------------------------------------------------


def sign(key, text):
    return hmac.new(key, text.encode("utf-8"), hashlib.sha256).digest()


def tc3(
    action="DescribeInstances",
    method="POST",
    query="",
    body=b"{}",
    content_type=JSON,
    more=(),
    space=" ",
    unsigned=False,
    version="1.1",
    length=True,
    signed_host=HOST,
    service="127",
    names=("content-type", "host"),
):
    """Head and body of a request; `names` are signed beside the two that must be."""
    timestamp = int(time.time())
    date = datetime.fromtimestamp(timestamp, timezone.utc).strftime("%Y-%m-%d")
    values = dict((name.lower(), value) for name, value in more)
    values.update({"content-type": content_type, "host": signed_host, "x-tc-action": action})
    payload = b"UNSIGNED-PAYLOAD" if unsigned else body
    canonical = "\n".join(
        [
            method,
            "/",
            query,
            "".join("%s:%s\n" % (name, values[name].strip().lower()) for name in names),
            ";".join(names),
            hashlib.sha256(payload).hexdigest(),
        ]
    )
    scope = "%s/%s/tc3_request" % (date, service)
    text = "\n".join(["TC3-HMAC-SHA256", str(timestamp), scope, hashlib.sha256(canonical.encode()).hexdigest()])
    key = sign(sign(sign(("TC3" + SECRET_KEY).encode(), date), service), "tc3_request")
    signature = hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
    headers = [
        ("Host", HOST),
        ("Content-Type", content_type),
        ("X-TC-Action", action),
        ("X-TC-Version", "2017-03-12"),
        ("X-TC-Timestamp", str(timestamp)),
        ("X-TC-Region", "ap-guangzhou"),
        (
            "Authorization",
            "TC3-HMAC-SHA256%sCredential=%s/%s, SignedHeaders=%s, Signature=%s"
            % (space, SECRET_ID, scope, ";".join(names), signature),
        ),
    ]
    if unsigned:
        headers.append(("X-TC-Content-SHA256", "UNSIGNED-PAYLOAD"))
    return message(method, "/?" + query if query else "/", headers + list(more), body, version, length)


FILTER = {"Filters": [{"Name": "instance-name", "Values": ["网站-1", "a b/c"]}], "Limit": 2}
FLAT = [("Filters.0.Name", "instance-name"), ("Filters.0.Values.0", "网站-1"), ("Filters.0.Values.1", "a b/c")]

show(
    "Go, POST",
    exchange(
        tc3(
            body=json.dumps(FILTER, ensure_ascii=False, separators=(",", ":")).encode("utf-8"),
            more=[
                ("User-Agent", "Go-http-client/1.1"),
                ("X-TC-RequestClient", "SDK_GO_1.0.606: a tool, of mine"),
                ("X-TC-Language", ""),
                ("Accept-Encoding", "gzip"),
            ],
        )
    ),
)
show("Go, GET", exchange(tc3(method="GET", query=urlencode(FLAT), body=b"", content_type=FORM)))
show("Go, body not signed", exchange(tc3(body=json.dumps(FILTER).encode(), unsigned=True)))
show(
    "Java, POST",
    exchange(
        tc3(
            body=json.dumps(FILTER, ensure_ascii=False).encode("utf-8"),
            content_type="application/json; charset=utf-8",
            more=[("Connection", "Keep-Alive"), ("Accept-Encoding", "gzip"), ("User-Agent", "okhttp/4.9.3")],
        )
    ),
)
show(
    ".NET, POST",
    exchange(tc3(body=b'{"Limit":1}', content_type="application/json; charset=utf-8", space="  ")),
)
show(
    ".NET, GET with a content type and no content",
    exchange(
        tc3(
            method="GET",
            query=urlencode(FLAT),
            body=b"",
            content_type="application/x-www-form-urlencoded; charset=utf-8",
            more=[("Content-Length", "0")],
        )
    ),
)
show(
    "PHP, POST",
    exchange(
        tc3(
            body=json.dumps(FILTER, ensure_ascii=False).replace("/", "\\/").encode("utf-8"),
            more=[("User-Agent", "GuzzleHttp/7")],
        )
    ),
)
show(
    "Python, POST",
    exchange(
        tc3(
            body=json.dumps(FILTER).encode("utf-8"),
            more=[
                ("X-TC-Language", "zh-CN"),
                ("X-TC-TraceId", "0b7a3a5a-0000-4000-8000-000000000000"),
                ("Accept", "*/*"),
                ("Connection", "keep-alive"),
            ],
        )
    ),
)
show("Ruby, GET", exchange(tc3(method="GET", query="Limit=1&Offset=0", body=b"", content_type=FORM)))
show(
    "C++, POST that waits",
    exchange_after_continue(
        *tc3(
            body=json.dumps({"Filters": [{"Name": "instance-name", "Values": ["x" * 1200]}]}).encode(),
            more=[("Connection", "Close"), ("Expect", "100-continue"), ("Accept", "*/*")],
        )
    ),
)
show("the newer example of the documentation", exchange(tc3(names=("content-type", "host", "x-tc-action"))))
show("Node on loopback, without the port", exchange(tc3(signed_host="127.0.0.1")))
show("no parameters as {}", exchange(tc3(body=b"{}")))
show("no parameters as no body", exchange(tc3(body=b"")))


def chunked(head, body):
    parts = [body[index : index + 7] for index in range(0, len(body), 7)]
    return head, b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


show(
    "a body in chunks",
    exchange(
        chunked(
            *tc3(
                body=json.dumps(FILTER, ensure_ascii=False).encode("utf-8"),
                more=[("Transfer-Encoding", "chunked")],
                length=False,
            )
        )
    ),
)
show("HTTP/1.0", exchange(tc3(version="1.0")))
show("three calls over one connection", exchange(tc3(), tc3(method="GET", query="Limit=1", body=b"", content_type=FORM), tc3()))
show("two calls at once over one connection", exchange_pipelined(tc3(), tc3(body=b'{"Limit":3}')))


def multipart(boundary, fields, first="", part_type=False):
    body = first
    for name, value in fields:
        body += "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n" % (boundary, name)
        if part_type and value[:1] in "[{":
            body += "Content-Type: application/json\r\n"
        body += "\r\n%s\r\n" % value
    return (body + "--%s--\r\n" % boundary).encode("utf-8")


show(
    "Python, parts",
    exchange(
        tc3(
            body=multipart("0f", [("Limit", "1"), ("Filters", json.dumps(FILTER["Filters"]))], part_type=True),
            content_type="multipart/form-data; boundary=0f",
        )
    ),
)
show(
    "Java, parts",
    exchange(
        tc3(
            body=multipart("a-b", [("Limit", "1")]),
            content_type="multipart/form-data; charset=utf-8; boundary=a-b",
        )
    ),
)
show("bytes of no form", exchange(tc3(body=b"\x00\x01", content_type="application/octet-stream")))
show(
    "a call that asks not to be checked",
    exchange(
        message(
            "POST",
            "/",
            [
                ("Host", HOST),
                ("Content-Type", JSON),
                ("X-TC-Action", "DescribeInstances"),
                ("X-TC-Version", "2017-03-12"),
                ("X-TC-Timestamp", str(int(time.time()))),
                ("X-TC-Region", "ap-guangzhou"),
                ("Authorization", "SKIP"),
            ],
            b"{}",
        )
    ),
)


# --- Signature method v1, API 2.0, and the generation in between --------------------------------------------------------


def parameters(action, version=None, more=(), method="HmacSHA256", region="ap-guangzhou", nonce=None):
    all_ = {
        "Action": action,
        "Region": region,
        "Timestamp": str(int(time.time())),
        "Nonce": str(nonce or random.randint(1, 2**31)),
        "SecretId": SECRET_ID,
        "RequestClient": "SDK_OTHER_1.0",
    }
    if method:
        all_["SignatureMethod"] = method
    if version:
        all_["Version"] = version
    all_.update(more)
    return all_


def signed(all_, verb, path):
    text = "%s%s%s?%s" % (verb, HOST, path, "&".join("%s=%s" % (name, all_[name]) for name in sorted(all_)))
    digest = hashlib.sha256 if all_.get("SignatureMethod") == "HmacSHA256" else hashlib.sha1
    signature = base64.b64encode(hmac.new(SECRET_KEY.encode(), text.encode("utf-8"), digest).digest()).decode()
    return list(all_.items()) + [("Signature", signature)]


def form_post(all_, path="/", target=None, content_type=FORM, more=()):
    body = urlencode(signed(all_, "POST", path)).encode()
    return message("POST", target or path, [("Host", HOST), ("Content-Type", content_type)] + list(more), body)


def form_get(all_, path="/"):
    return message("GET", "%s?%s" % (path, urlencode(signed(all_, "GET", path))), [("Host", HOST)])


def parts_post(all_, path, boundary="---------------------------7d1a", more=()):
    """As the Java and .NET SDKs of API 2.0 write it: a line end before each part and none after."""
    body = ""
    for name, value in signed(all_, "POST", path):
        body += "\r\n--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s" % (boundary, name, value)
    body += "\r\n--%s--\r\n" % boundary
    headers = [("Host", HOST), ("Content-Type", "multipart/form-data; boundary=" + boundary)]
    return message("POST", path, headers + list(more), body.encode("utf-8"))


V3 = "2017-03-12"
OLD = "/v2/index.php"
NAMED = [("Filters.0.Name", "instance-name"), ("Filters.0.Values.0", "网站-1")]
show(
    "Python, v1 POST",
    exchange(form_post(parameters("DescribeInstances", V3, NAMED + [("Language", "zh-CN")], nonce=2**63 - 1))),
)
show(
    "Python, v1 with a flag",
    exchange(form_post(parameters("StopInstances", V3, [("InstanceIds.0", "ins-00000000"), ("ForceStop", "True")]))),
)
show(
    ".NET, v1 POST",
    exchange(
        form_post(
            parameters("DescribeInstances", V3, NAMED),
            target="/?",
            content_type="application/x-www-form-urlencoded; charset=utf-8",
        )
    ),
)
show("PHP, v1 GET with SHA-1", exchange(form_get(parameters("DescribeInstances", V3, NAMED, method="HmacSHA1"))))
show("Go, v1 without a region", exchange(form_get(parameters("DescribeRegions", V3, [("Language", "")], region=""))))

show("2.0, Python, GET", exchange(form_get(parameters("DescribeInstances", region="gz"), OLD)))
show("2.0, PHP, POST", exchange(form_post(parameters("DescribeInstances", method=None, region="gz"), OLD)))
show("2.0, Java, parts", exchange(parts_post(parameters("DescribeInstances", more=[("searchWord", "网站")]), OLD)))
show(
    "2.0, .NET, parts that wait",
    exchange_after_continue(
        *parts_post(parameters("DescribeInstances", region="gz"), OLD, more=[("Expect", "100-continue")])
    ),
)
show(
    "2.0, Java, parts that were changed",
    exchange(
        tuple(
            part.replace(b"\r\n\r\nDescribeInstances", b"\r\n\r\nDescribeImagesXXX")
            for part in parts_post(parameters("DescribeInstances"), OLD)
        )
    ),
)
show("in between, PHP, POST", exchange(form_post(parameters("DescribeInstances", V3, NAMED), OLD)))
show("in between, Java, parts", exchange(parts_post(parameters("DescribeInstances", V3, NAMED), OLD)))
show("in between, encoded otherwise", exchange(message("GET", OLD + "?" + "&".join("%s=%s" % (quote(n, safe=""), quote(v, safe="")) for n, v in signed(parameters("DescribeInstances", V3, NAMED), "GET", OLD)), [("Host", HOST)])))
