#!/usr/bin/env python3
"""Checks every known answer of this folder with Python's standard library and OpenSSL.

Nothing of the packages in this repository is used: this is a second opinion on the data, and an example of how
the files are read in another language. One line for each file; differences follow, by id and stage.

    python3 specs/vectors/check.py
"""

import base64
import hashlib
import hmac
import json
import pathlib
import re
import subprocess
import sys
import urllib.parse

FOLDER = pathlib.Path(__file__).parent
OPENSSL = "openssl"


class Refused(Exception):
    """A value that has no form on the wire."""

    def __init__(self, rule):
        super().__init__(rule)
        self.rule = rule


# --- flatten -----------------------------------------------------------------


def has_surrogate(text):
    return any("\ud800" <= character <= "\udfff" for character in text)


def flatten_value(name, value):
    if isinstance(value, bool):
        raise Refused("boolean")
    if isinstance(value, (int, float)):
        if isinstance(value, float) or abs(value) > 2**53 - 1:
            raise Refused("integer")
        return [(name, str(value))]
    if isinstance(value, str):
        if has_surrogate(value):
            raise Refused("unicode")
        return [(name, value)]
    if value is None:
        raise Refused("type")
    if len(value) == 0:
        raise Refused("empty")
    pairs = []
    for key, item in enumerate(value) if isinstance(value, list) else value.items():
        if isinstance(value, dict):
            check_name(key)
        pairs += flatten_value(f"{name}.{key}", item)
    return pairs


def check_name(name):
    if name == "" or re.search(r"[.=&]", name) or re.fullmatch(r"[0-9]+", name) or has_surrogate(name):
        raise Refused("name")


def check_flatten(given, expected):
    pairs, problems = [], []
    for name, value in given["parameters"]:
        try:
            check_name(name)
            pairs += flatten_value(name, value)
        except Refused as refused:
            problems.append({"parameter": name, "rule": refused.rule})
    if "problems" in expected:
        yield "problems", problems, expected["problems"]
    else:
        yield "problems", problems, []
        yield "parameters", sorted(pairs), sorted((name, value) for name, value in expected["parameters"])


# --- canonical string --------------------------------------------------------


def canonical_string(given):
    pairs = []
    for name, value in sorted(given["parameters"], key=lambda pair: pair[0].encode("utf-8")):
        if name == "Signature" or (given["method"] == "POST" and value.startswith("@")):
            continue
        shown = name if name.startswith("_") else name.replace("_", ".")
        pairs.append(f"{shown}={value}")
    return given["method"] + given["host"] + given["path"] + "?" + "&".join(pairs)


def check_canonical_string(given, expected):
    yield "canonical", canonical_string(given), expected["canonical"]


# --- signature ---------------------------------------------------------------


def hash_of(signature_method):
    return "sha256" if signature_method == "HmacSHA256" else "sha1"


def sign_with_python(secret_key, hash_name, text):
    digest = hmac.new(secret_key.encode("utf-8"), text.encode("utf-8"), getattr(hashlib, hash_name)).digest()
    return base64.b64encode(digest).decode("ascii")


def sign_with_openssl(secret_key, hash_name, text):
    key = "hexkey:" + secret_key.encode("utf-8").hex()
    command = [OPENSSL, "dgst", f"-{hash_name}", "-mac", "HMAC", "-macopt", key, "-binary"]
    digest = subprocess.run(command, input=text.encode("utf-8"), capture_output=True, check=True).stdout
    return base64.b64encode(digest).decode("ascii")


def check_signature(given, expected):
    hash_name = hash_of(given["signatureMethod"])
    yield "hash", hash_name, expected["hash"]
    signature = sign_with_python(given["secretKey"], hash_name, given["canonical"])
    yield "signature", signature, expected["signature"]
    openssl = sign_with_openssl(given["secretKey"], hash_name, given["canonical"])
    yield "signature (OpenSSL)", openssl, expected["signature"]
    yield "encodedSignature", urllib.parse.quote(signature, safe=""), expected["encodedSignature"]


# --- url ---------------------------------------------------------------------


def check_url(given, expected, result):
    parameters = dict(map(tuple, given["parameters"]))
    text = canonical_string(given)
    hash_name = hash_of(parameters.get("SignatureMethod"))
    signature = sign_with_python(given["secretKey"], hash_name, text)
    yield "signature", signature, expected["signature"]
    yield "signature (OpenSSL)", sign_with_openssl(given["secretKey"], hash_name, text), expected["signature"]
    base = f"{given['scheme']}://{given['host']}{given['path']}"
    if given["method"] == "GET":
        url, _, sent = expected["url"].partition("?")
        yield "body", expected["body"], None
    else:
        url, sent = expected["url"], expected["body"]
    yield "url", url, base
    decoded = urllib.parse.parse_qsl(sent, keep_blank_values=True, strict_parsing=True, encoding="utf-8", errors="strict")
    arrives = dict(decoded)
    yield "names that occur twice", len(arrives), len(decoded)
    if result == "invalid":
        yield "arrives", arrives["Signature"], expected["arrives"]
        yield "the mistake shows", arrives["Signature"] != signature, True
    else:
        yield "what arrives", arrives, {**parameters, "Signature": signature}
    raw = [pair for pair in sent.split("&") if pair.startswith("Signature=")]
    yield "encodedSignature", raw, [f"Signature={expected['encodedSignature']}"]


# --- response ----------------------------------------------------------------

BATCH = {"StopInstances", "StartInstances", "RestartInstances"}


def read_integer(value):
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]+", value):
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 2**53 else None


def read_id(value):
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def refuse_constant(name):
    raise ValueError(name)


def set_right(result):
    """The result of one instance as a client hands it on; None if it has no code that can be read."""
    code = read_integer(result.get("code")) if isinstance(result, dict) else None
    if code is None:
        return None
    message = result.get("message")
    right = {**result, "code": code, "message": message if isinstance(message, str) else ""}
    if isinstance(right.get("requestId"), int):
        right["requestId"] = read_id(right["requestId"])
    elif not isinstance(right.get("requestId"), str):
        right.pop("requestId", None)
    return right


def batch_outcome(code, answer, requested):
    detail = answer.get("detail")
    detail = detail if isinstance(detail, dict) else {}
    succeeded, failed, unreported = [], [], []
    for instance_id in requested:
        result = set_right(detail.get(instance_id))
        if result is None:
            unreported.append(instance_id)
        elif result["code"] == 0:
            succeeded.append(instance_id)
        else:
            description = {"codeDesc": result["codeDesc"]} if result.get("codeDesc") else {}
            failed.append({"instanceId": instance_id, "code": result["code"], **description})
    if code == 0:
        contradictory = bool(failed or unreported)
    elif code == 5400:
        contradictory = len(succeeded) == len(requested) or len(failed) == len(requested)
    else:
        contradictory = bool(succeeded)
    return {
        "kind": "batch-error",
        "code": code,
        "succeeded": succeeded,
        "failed": failed,
        "unreported": unreported,
        "unexpected": [instance_id for instance_id in detail if instance_id not in requested],
        "contradictory": contradictory,
    }


def outcome(given):
    no_answer = {"kind": "transport-error", "status": given["status"]}
    try:
        answer = json.loads(given["body"], parse_constant=refuse_constant)
    except ValueError:
        return no_answer
    code = read_integer(answer.get("code")) if isinstance(answer, dict) else None
    if code is None:
        return no_answer
    is_batch = given["action"] in BATCH
    report = batch_outcome(code, answer, given["requestedIds"]) if is_batch else None
    if report and (code in (5100, 5400) or report["failed"] or (report["unreported"] and code == 0)):
        return report
    if code != 0:
        message = answer.get("message") if isinstance(answer.get("message"), str) else ""
        module = re.match(r"\((-?[0-9]+)\)", message)
        error = {"kind": "api-error", "code": code, "message": message}
        if answer.get("codeDesc"):
            error["codeDesc"] = answer["codeDesc"]
        if module:
            error["moduleCode"] = module.group(1)
        if answer.get("requestId") is not None:
            error["requestId"] = read_id(answer["requestId"])
        return error
    output = {name: value for name, value in answer.items() if name not in ("code", "codeDesc", "message")}
    if is_batch:
        # What was not asked for is handed on as it came.
        wanted = given["requestedIds"]
        output["detail"] = {
            instance_id: set_right(result) if instance_id in wanted else result
            for instance_id, result in output["detail"].items()
        }
    else:
        output["totalCount"] = read_integer(output.get("totalCount"))
        if output["totalCount"] is None or not isinstance(output.get("instanceSet"), list):
            return no_answer
    return {"kind": "output", "output": output}


def check_response(given, expected):
    yield "outcome", outcome(given), expected["outcome"]


# --- replay ------------------------------------------------------------------


def check_replay(given, expected):
    rules, used, codes = given["rules"], {}, []
    for request in given["requests"]:
        ahead = request["timestamp"] - request["at"]
        if ahead < -rules["window"]:
            codes.append(4200)
            continue
        if ahead > rules["window"]:
            codes.append(4500)
            continue
        nonce = int(request["nonce"])
        name = (request["secretId"], nonce if rules["remembered"] == "alone" else (nonce, request["timestamp"]))
        remembered = name in used and request["at"] - used[name] <= rules["window"]
        codes.append(4500 if remembered else 0)
        if not remembered:
            used[name] = request["timestamp"]
    yield "codes", codes, expected["codes"]


# --- scenarios ---------------------------------------------------------------

WRONG_STATUS = "OperationConstraints.InvaildInstanceStatus"
# From which status, by way of which, to which.
TRANSITIONS = {"StopInstances": (2, 9, 4), "StartInstances": (4, 8, 2), "RestartInstances": (2, 7, 2)}
SHORT_REGIONS = {"gz": "ap-guangzhou", "bj": "ap-beijing"}


class Fleet:
    def __init__(self, seed):
        self.now, self.durations, self.instances = seed["time"], seed["durations"], seed["instances"]
        for instance in self.instances:
            instance["until"], instance["then"] = None, None

    def status(self, instance):
        changed = instance["until"] is not None and self.now >= instance["until"]
        return instance["then"] if changed else instance["status"]

    def find(self, instance_id, region):
        for instance in self.instances:
            if instance_id in (instance["id"], instance.get("olderId")) and instance["region"] == region:
                return instance
        return None

    def change(self, action, force, ids, region):
        start, via, end = TRANSITIONS[action]
        results = []
        for instance_id in ids:
            instance = self.find(instance_id, region)
            if instance is None or self.status(instance) == 5:
                results.append([instance_id, 5000])
            elif self.status(instance) != start:
                results.append([instance_id, 5100, WRONG_STATUS])
            else:
                lasts = self.durations[{"StopInstances": "stop", "StartInstances": "start"}.get(action, "reboot")]
                then = end
                if start == 2 and instance.get("stubborn"):
                    lasts, then = (lasts + self.durations["forcedStop"], end) if force else (self.durations["stop"], 2)
                instance.update(status=via, until=self.now + lasts, then=then)
                results.append([instance_id, 0])
        failures = sum(1 for result in results if result[1] != 0)
        return {"code": 0 if failures == 0 else 5100 if failures == len(results) else 5400, "results": results}

    def describe(self, parameters, ids, region):
        found = [each for each in self.instances if each["region"] == region]
        if ids:
            found = [each for each in found if each["id"] in ids or each.get("olderId") in ids]
        if "status" in parameters:
            found = [each for each in found if self.status(each) == int(parameters["status"])]
        offset, limit = int(parameters.get("offset", 0)), int(parameters.get("limit", 20))
        page = [[each["id"], self.status(each)] for each in found[offset : offset + limit]]
        return {"code": 0, "totalCount": len(found), "statuses": page}

    def answer(self, request):
        action, parameters = request["action"], dict(map(tuple, request["parameters"]))
        region = SHORT_REGIONS.get(request["region"], request["region"])
        listed = [name for name in parameters if name.startswith("instanceIds")]
        ids = [parameters.get(f"instanceIds.{index}", "") for index in range(len(listed))]
        if action not in TRANSITIONS and action != "DescribeInstances":
            return {"code": 6100}
        if region not in SHORT_REGIONS.values() or parameters.get("forceStop", "0") not in ("0", "1"):
            return {"code": 4000}
        if len(ids) > 100 or not all(re.fullmatch(r"(ins-|qcvm)[0-9a-z]{1,40}", each) for each in ids):
            return {"code": 4000}
        if action == "DescribeInstances":
            return self.describe(parameters, ids, region)
        if not ids:
            return {"code": 4000}
        return self.change(action, parameters.get("forceStop") == "1", ids, region)


def check_scenario(given, expected):
    fleet, answers = Fleet(given["seed"]), []
    for step in given["steps"]:
        if "advance" in step:
            fleet.now += step["advance"]
        else:
            answers.append(fleet.answer(step["request"]))
    for answer in answers + expected["answers"]:
        answer.get("results", []).sort(key=str)
    yield "answers", answers, expected["answers"]


# --- all of them -------------------------------------------------------------

STAGES = {
    "flatten": lambda vector: check_flatten(vector["input"], vector["expected"]),
    "canonical-string": lambda vector: check_canonical_string(vector["input"], vector["expected"]),
    "signature": lambda vector: check_signature(vector["input"], vector["expected"]),
    "url": lambda vector: check_url(vector["input"], vector["expected"], vector["result"]),
    "response": lambda vector: check_response(vector["input"], vector["expected"]),
    "replay": lambda vector: check_replay(vector["input"], vector["expected"]),
    "scenarios": lambda vector: check_scenario(vector["input"], vector["expected"]),
}


def main():
    differences = 0
    for stage, check in STAGES.items():
        file = json.loads((FOLDER / f"{stage}.json").read_text(encoding="utf-8"))
        vectors = file["vectors"]
        found = [] if len(vectors) == file["count"] else [f"  count: {file['count']}, but {len(vectors)} vectors"]
        for vector in vectors:
            for what, computed, expected in check(vector):
                if computed != expected:
                    found.append(f"  {vector['id']}: {what}\n    here: {computed!r}\n    file: {expected!r}")
        print(f"{stage}: {len(vectors)} checked, {len(found)} differences")
        for line in found:
            print(line)
        differences += len(found)
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
