"""Reports the availability of a provider's units to the CAP over Kafka, and prints what it answers.

    pip install -r requirements.txt
    python report.py --brokers 127.0.0.1:9092 --provider <id of the provider> --feed feed.ndjson

The feed has one report a line, as JSON. Each is sent as a CloudEvent in binary mode; the key is the unit, so that reports of one
unit keep their order. The CAP answers refusals and warnings on the provider's reply topic: each is printed as one line of
JSON with the number of its line in the feed. The exit code is 0 when no report was refused, else 1.
"""

import argparse
import json
import sys
import time
import uuid

from confluent_kafka import Consumer, Producer

REPORTED = "nl.haaglanden.cap.availability.reported.v1"
SOURCE = "urn:nld:oin:00000000000000000000:systeem:voorbeeld"
WITHIN_SECONDS = 120


def message(report):
    """Key, headers and value of one report. Its id stays the same when it is sent again."""
    event = {"specversion": "1.0", "id": report["id"], "type": REPORTED, "source": SOURCE, "time": report["observedAt"]}
    headers = [("content-type", b"application/json")] + [(f"ce_{name}", text.encode()) for name, text in event.items()]
    data = {name: value for name, value in report.items() if name != "id"}
    return report["unitId"].encode(), headers, json.dumps(data).encode()


def of_nobody():
    """A report of a unit that does not exist: its refusal tells that everything before it has been handled."""
    moment = "1970-01-01T00:00:00Z"
    return {"id": str(uuid.uuid4()), "unitId": str(uuid.uuid4()), "observedAt": moment, "inOperation": 0, "occupied": 0}


def send(brokers, topic, reports):
    """Sends in order, once, to all replicas. Raises when a report could not be delivered."""
    lost = []
    producer = Producer({"bootstrap.servers": brokers, "enable.idempotence": True})
    for report in reports:
        key, headers, value = message(report)
        while True:
            try:
                producer.produce(topic, value, key, headers=headers, on_delivery=lambda error, _: error and lost.append(error))
                break
            except BufferError:
                producer.poll(0.1)
        producer.poll(0)
    producer.flush(WITHIN_SECONDS)
    if lost:
        raise RuntimeError(f"{len(lost)} reports were not delivered: {lost[0]}")


def answers(brokers, topic, until):
    """The CAP's answers by the id of the report, as soon as the one of `until` is among them."""
    consumer = Consumer(
        {"bootstrap.servers": brokers, "group.id": f"python-provider-{uuid.uuid4()}", "auto.offset.reset": "earliest"}
    )
    consumer.subscribe([topic])
    found = {}
    end = time.monotonic() + WITHIN_SECONDS
    try:
        while until not in found:
            if time.monotonic() > end:
                raise TimeoutError(f"After {WITHIN_SECONDS} seconds {topic} does not have all answers.")
            for record in consumer.consume(500, 0.5):
                if record.error() is None:
                    answer = json.loads(record.value())
                    found[answer["reportId"]] = answer
    finally:
        consumer.close()
    return found


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--brokers", required=True)
    options.add_argument("--provider", required=True)
    options.add_argument("--feed", required=True)
    given = options.parse_args()

    with open(given.feed, encoding="utf-8") as feed:
        reports = [{"id": str(uuid.uuid4()), **json.loads(line)} for line in feed if line.strip()]
    last = of_nobody()
    send(given.brokers, f"cap.availability-reports.{given.provider}", [*reports, last])
    found = answers(given.brokers, f"cap.availability-replies.{given.provider}", last["id"])

    refused = 0
    for number, report in enumerate(reports, start=1):
        answer = found.get(report["id"])
        if answer is None:
            continue
        refused += answer["outcome"] == "refused"
        print(json.dumps({"line": number, **answer}))
    print(f"{len(reports)} reports sent, {refused} refused.", file=sys.stderr)
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main())
